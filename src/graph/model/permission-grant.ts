import type { OAuth2PermissionGrant } from '../../directory/index.ts';
import { propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { ids, texts as textFilter } from './filter-support.ts';
import { dateTime, guid, oneOf, text } from './value-type.ts';

const { own, derived } = propertiesOf<OAuth2PermissionGrant>();

/** Delegated grants have no end; beta shows one all the same. */
const NEVER = '9999-12-31T23:59:59Z';

/** @spec Graph resource oAuth2PermissionGrant */
export const permissionGrantType: EntityType<OAuth2PermissionGrant> = {
  name: 'oAuth2PermissionGrant',
  set: 'oauth2PermissionGrants',
  isDirectoryObject: false,
  isOpen: false,
  properties: [
    own('clientId', guid, 'create', { isRequired: true, isNullable: false }),
    own('consentType', oneOf('AllPrincipals', 'Principal'), 'create', { isRequired: true }),
    own('id', text, 'read', { isNullable: false }),
    own('principalId', guid, 'create'),
    own('resourceId', guid, 'create', { isRequired: true, isNullable: false }),
    own('scope', text, 'write'),
    // Callers must send both on beta, and neither has an effect.
    derived('startTime', dateTime, (one) => one.createdDateTime, 'write', { onlyIn: 'beta' }),
    derived('expiryTime', dateTime, () => NEVER, 'write', { onlyIn: 'beta' }),
  ],
  navigations: [],
  filters: {
    id: { kind: 'exact', eq: 'plain' },
    clientId: ids('Y'),
    consentType: textFilter('Y'),
    principalId: ids('Y', 'Y'),
    resourceId: ids('Y'),
  },
  sorts: {},
};
