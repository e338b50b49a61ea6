import type { Domain, Tenant } from '../../directory/index.ts';
import { privacyProfile, verifiedDomain } from './complex/people-types.ts';
import { extra, propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { boolean, complex, dateTime, int32, listOf, text, texts } from './value-type.ts';

/** A tenant with the domains it has proved to own. */
export interface Organization extends Tenant {
  readonly domains: readonly Domain[];
}

const organization = propertiesOf<Organization>();
const nothing = (): null => null;

function verifiedDomains({ domains }: Organization): readonly unknown[] {
  return domains
    .filter(({ isVerified }) => isVerified)
    .map(({ id, isDefault, isInitial, authenticationType }) => ({
      capabilities: 'Email',
      isDefault,
      isInitial,
      name: id,
      type: authenticationType,
    }));
}

/** @spec Graph resource organization */
export const organizationType: EntityType<Organization> = {
  name: 'organization',
  set: 'organization',
  isDirectoryObject: true,
  isOpen: true,
  properties: [
    organization.own('id', text, 'read', { isNullable: false }),
    organization.derived('deletedDateTime', dateTime, nothing),
    extra('businessPhones', texts, []),
    organization.derived('city', text, nothing),
    organization.derived('country', text, nothing),
    organization.own('countryLetterCode', text),
    organization.own('createdDateTime', dateTime),
    organization.derived('defaultUsageLocation', text, (one) => one.countryLetterCode),
    organization.own('displayName', text),
    extra('marketingNotificationEmails', texts, []),
    organization.derived('onPremisesSyncEnabled', boolean, nothing),
    organization.derived('postalCode', text, nothing),
    organization.own('preferredLanguage', text, 'write'),
    extra('privacyProfile', complex(privacyProfile)),
    extra('securityComplianceNotificationMails', texts, []),
    extra('securityComplianceNotificationPhones', texts, []),
    organization.derived('state', text, nothing),
    organization.derived('street', text, nothing),
    organization.own('technicalNotificationMails', texts, 'write'),
    organization.derived('tenantType', text, () => 'AAD'),
    organization.derived('verifiedDomains', listOf(complex(verifiedDomain)), verifiedDomains),
  ],
  navigations: [],
  filters: {},
  sorts: {},
};

const domain = propertiesOf<Domain>();
const DAYS_BEFORE_EXPIRY = 14;
const NEVER_EXPIRES = 2_147_483_647;

/** @spec Graph resource domain */
export const domainType: EntityType<Domain> = {
  name: 'domain',
  set: 'domains',
  isDirectoryObject: false,
  isOpen: false,
  properties: [
    domain.own('authenticationType', text),
    domain.derived('availabilityStatus', text, nothing),
    domain.own('id', text, 'read', { isNullable: false }),
    domain.derived('isAdminManaged', boolean, () => true),
    domain.own('isDefault', boolean),
    domain.own('isInitial', boolean),
    domain.derived('isRoot', boolean, () => true),
    domain.own('isVerified', boolean),
    domain.derived('manufacturer', text, nothing),
    domain.derived('model', text, nothing),
    domain.derived('passwordNotificationWindowInDays', int32, () => DAYS_BEFORE_EXPIRY),
    domain.derived('passwordValidityPeriodInDays', int32, () => NEVER_EXPIRES),
    domain.derived('state', text, nothing),
    domain.derived('supportedServices', texts, () => ['Email']),
  ],
  navigations: [],
  filters: {},
  sorts: {},
};
