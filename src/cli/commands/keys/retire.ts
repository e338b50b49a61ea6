import { type Config, listKeysOffline, retireKeyOffline } from '../../../platform/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { requireConsent } from '../../output/confirm.ts';
import { writeFacts } from '../../output/facts.ts';
import { isoMoment, sayMoment } from './moments.ts';

/** Which key is to end, and how the command was asked for it. */
export interface RetireWish {
  readonly kid: string;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Ends a key, after telling what that breaks. A key that is not there, or has ended, is told of without a question. */
export async function retire(context: CliContext, config: Config, { kid, yes, json }: RetireWish): Promise<void> {
  const found = (await listKeysOffline(config)).find(({ id }) => id === kid);
  if (found !== undefined && found.state !== 'retired' && found.purpose !== 'pairwise') {
    await requireConsent(context, { yes, warning: consequences[found.purpose] });
  }
  const { purpose, retiresAt, already, successor } = await retireKeyOffline(config, kid);
  if (json) {
    const answer = { kid, purpose, retiredDateTime: isoMoment(retiresAt), successor: successor ?? null };
    context.terminal.line(JSON.stringify(answer, null, 2));
    return;
  }
  context.terminal.line(
    already ? 'The key had ended before. Nothing was changed.' : 'The key has ended. Servers follow within seconds.',
  );
  writeFacts(context.terminal, [
    ['Key', kid],
    ['Purpose', purpose],
    ['Ended', sayMoment(retiresAt)],
    ['In use now', successor],
  ]);
}

const consequences = {
  signing:
    'Nothing this key signed is accepted here any more, and it leaves the list of keys: its users need new tokens. APIs that keep the list go on accepting tokens of this key, also forged ones, until they fetch it again, up to a day: restart them. If the key was in use, APIs may not know its successor yet, and refuse new tokens for as long.',
  sealing: 'Pages and links that carry what this key sealed stop working: whoever has one open begins again.',
  'secret-hash':
    'Every client secret, session, refresh token and code that was hashed under this key stops working: applications need new secrets, and people sign in again.',
} as const;
