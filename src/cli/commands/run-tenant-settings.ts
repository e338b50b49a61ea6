import { loadProcessConfig, type TokenServiceSettings, tenantSettingsOffline } from '../../platform/index.ts';
import type { CliContext } from '../cli-context.ts';
import type { DatabaseFlagValues } from '../config-flags.ts';
import { writeFacts } from '../output/facts.ts';

type YesOrNo = 'yes' | 'no';

/** Flags of `entrada tenant settings`. */
export interface TenantSettingsFlags extends DatabaseFlagValues {
  readonly tenant?: string;
  readonly allowPasswordGrant?: YesOrNo;
  readonly refreshTokenReuse?: TokenServiceSettings['refreshTokenReuse'];
  readonly clientAssertionReuse?: TokenServiceSettings['clientAssertionReuse'];
  readonly issuerInResponse?: YesOrNo;
  readonly json: boolean;
}

/** Changes what is asked for, and shows the settings as they are then. */
export async function runTenantSettings(this: CliContext, flags: TenantSettingsFlags): Promise<void> {
  const { tenant, allowPasswordGrant, refreshTokenReuse, clientAssertionReuse, issuerInResponse, json, ...database } =
    flags;
  const config = await loadProcessConfig(database);
  const { tenantId, displayName, settings } = await tenantSettingsOffline(config, tenant, {
    ...(allowPasswordGrant === undefined ? {} : { allowPasswordGrant: allowPasswordGrant === 'yes' }),
    ...(refreshTokenReuse === undefined ? {} : { refreshTokenReuse }),
    ...(clientAssertionReuse === undefined ? {} : { clientAssertionReuse }),
    ...(issuerInResponse === undefined ? {} : { issuerInResponse: issuerInResponse === 'yes' }),
  });
  if (json) {
    this.terminal.line(JSON.stringify({ tenantId, displayName, ...settings }, null, 2));
    return;
  }
  const { line, paint } = this.terminal;
  const word = (value: boolean): YesOrNo => (value ? 'yes' : 'no');
  line(`How the token service treats ${paint.bold(displayName)}:`);
  writeFacts(this.terminal, [
    ['Tenant id', tenantId],
    ['allow-password-grant', word(settings.allowPasswordGrant)],
    ['refresh-token-reuse', settings.refreshTokenReuse],
    ['client-assertion-reuse', settings.clientAssertionReuse],
    ['issuer-in-response', word(settings.issuerInResponse)],
  ]);
}
