import type { Tenant } from '../../src/directory/index.ts';
import { tenantId } from '../directory/samples.ts';

/** A tenant, with some members of the test's own. */
export function sampleTenant(members: Partial<Tenant> = {}): Tenant {
  return {
    id: tenantId,
    displayName: 'Contoso',
    createdDateTime: '2026-01-01T00:00:00Z',
    countryLetterCode: null,
    preferredLanguage: null,
    technicalNotificationMails: [],
    authorization: { allowedToCreateApps: true, userConsentPolicies: ['microsoft-user-default-legacy'] },
    extra: {},
    ...members,
  };
}
