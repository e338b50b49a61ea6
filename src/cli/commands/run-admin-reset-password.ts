import { loadProcessConfig, resetPasswordOffline } from '../../platform/index.ts';
import type { CliContext } from '../cli-context.ts';
import type { DatabaseFlagValues } from '../config-flags.ts';
import { writeFacts } from '../output/facts.ts';

/** Flags of `entrada admin reset-password`. */
export interface ResetPasswordFlags extends DatabaseFlagValues {
  readonly user: string;
  readonly forceChange: boolean;
  readonly json: boolean;
}

/** Sets a generated password and shows it. */
export async function runAdminResetPassword(this: CliContext, flags: ResetPasswordFlags): Promise<void> {
  const { user, forceChange, json, ...settings } = flags;
  const config = await loadProcessConfig(settings);
  const { userPrincipalName, password } = await resetPasswordOffline(config, user, forceChange);
  if (json) {
    this.terminal.line(JSON.stringify({ userPrincipalName, password: password.reveal() }, null, 2));
    return;
  }
  this.terminal.line('The password was set, and all sessions ended. It is shown this once:');
  writeFacts(this.terminal, [
    ['Sign in as', userPrincipalName],
    ['Password', password.reveal()],
  ]);
}
