import { systemClock } from '../../../kernel/index.ts';
import { type Config, listKeysOffline, loadProcessConfig, rotateKeyOffline } from '../../../platform/index.ts';
import type { CliContext } from '../../cli-context.ts';
import type { DatabaseFlagValues } from '../../config-flags.ts';
import { requireConsent } from '../../output/confirm.ts';
import { writeFacts } from '../../output/facts.ts';
import { UsageFault } from '../../usage-fault.ts';
import { isoMoment, sayMoment } from './moments.ts';
import { retire } from './retire.ts';

/** Flags of `entrada keys rotate`. */
export interface KeysRotateFlags extends DatabaseFlagValues {
  readonly purpose?: 'signing' | 'sealing' | 'secret-hash';
  readonly now: boolean;
  readonly retire?: string;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Lets the next key take over, or ends one. */
export async function runKeysRotate(this: CliContext, flags: KeysRotateFlags): Promise<void> {
  const { purpose, now, retire: kid, yes, json, ...settings } = flags;
  if (kid !== undefined && (now || purpose !== undefined)) {
    throw new UsageFault('FlagsConflict', '--retire ends the key it names, at once: leave --now and --purpose out.');
  }
  if (now && purpose !== undefined && purpose !== 'signing') {
    throw new UsageFault(
      'FlagsConflict',
      `--now is for signing keys: a new ${purpose} key is used as soon as every server has read it.`,
    );
  }
  const config = await loadProcessConfig(settings);
  if (kid !== undefined) return retire(this, config, { kid, yes, json });
  if (now) await warnOfUrgency(this, config, yes);
  const rotation = await rotateKeyOffline(config, purpose ?? 'signing', now);
  const { id, activatesAt, isCurrent, supersedes } = rotation;
  if (json) {
    const answer = { kid: id, activatesDateTime: isoMoment(activatesAt), supersedes };
    this.terminal.line(JSON.stringify(answer, null, 2));
    return;
  }
  this.terminal.line(
    isCurrent ? 'The next key takes over now. Servers follow within seconds.' : 'The next key takes over by itself.',
  );
  writeFacts(this.terminal, [
    ['Key', id],
    ['From', isCurrent ? undefined : sayMoment(activatesAt)],
    ['In place of', supersedes],
  ]);
  this.terminal.line(sayWhatStays(purpose ?? 'signing'));
}

/** A key that was published long ago is known to clients, and there is nothing to warn of. */
async function warnOfUrgency(context: CliContext, config: Config, yes: boolean): Promise<void> {
  const keys = await listKeysOffline(config);
  const next = keys.find(({ purpose, state }) => purpose === 'signing' && state === 'next');
  if (next !== undefined && next.createdAt + config.rotation.lead <= systemClock.now()) return;
  await requireConsent(context, {
    yes,
    warning:
      'The next signing key was not published long enough. Clients and APIs that keep the list of keys do not know it: those that fetch the list again when they meet a new key go on within minutes, the others refuse new tokens until they do, up to a day.',
  });
}

function sayWhatStays(purpose: NonNullable<KeysRotateFlags['purpose']>): string {
  switch (purpose) {
    case 'signing':
      return 'What the old key signed stays valid until it expires; then the key retires by itself.';
    case 'sealing':
      return 'What the old key sealed can still be opened, until you retire it.';
    case 'secret-hash':
      return 'Client secrets, sessions and refresh tokens that were hashed under the old key go on working, until you retire it.';
  }
}
