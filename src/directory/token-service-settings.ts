import type { Tenant, TokenServiceSettings } from './types/tenant.ts';

const DEFAULTS: TokenServiceSettings = {
  allowPasswordGrant: false,
  refreshTokenReuse: 'allow',
  clientAssertionReuse: 'allow',
  issuerInResponse: false,
};

/** How the token service treats a tenant: what was set, and the defaults for the rest. */
export function tokenServiceSettings(tenant: Pick<Tenant, 'tokenService'>): TokenServiceSettings {
  return { ...DEFAULTS, ...tenant.tokenService };
}
