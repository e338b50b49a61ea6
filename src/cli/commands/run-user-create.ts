import { createUserOffline, loadProcessConfig } from '../../platform/index.ts';
import type { CliContext } from '../cli-context.ts';
import type { DatabaseFlagValues } from '../config-flags.ts';
import { writeFacts } from '../output/facts.ts';

/** Flags of `entrada user create`. */
export interface UserCreateFlags extends DatabaseFlagValues {
  readonly user: string;
  readonly displayName?: string | undefined;
  readonly forceChange: boolean;
  readonly json: boolean;
}

/** Creates a user with a generated password and shows both. */
export async function runUserCreate(this: CliContext, flags: UserCreateFlags): Promise<void> {
  const { user, displayName, forceChange, json, ...settings } = flags;
  const config = await loadProcessConfig(settings);
  const { password, ...created } = await createUserOffline(config, { name: user, displayName, forceChange });
  if (json) {
    this.terminal.line(JSON.stringify({ ...created, password: password.reveal() }, null, 2));
    return;
  }
  this.terminal.line('The user was created. The password is shown this once:');
  writeFacts(this.terminal, [
    ['Sign in as', created.userPrincipalName],
    ['Tenant', created.tenantId],
    ['Object id', created.id],
    ['Password', password.reveal()],
  ]);
}
