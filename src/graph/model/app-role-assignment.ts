import type { AppRoleAssignment } from '../../directory/index.ts';
import { propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { ids, texts as textFilter } from './filter-support.ts';
import { dateTime, guid, text } from './value-type.ts';

const { own, derived } = propertiesOf<AppRoleAssignment>();
const required = { isRequired: true, isNullable: false };

/** @spec Graph resource appRoleAssignment */
export const appRoleAssignmentType: EntityType<AppRoleAssignment> = {
  name: 'appRoleAssignment',
  set: 'appRoleAssignments',
  isDirectoryObject: false,
  isOpen: false,
  properties: [
    own('id', text, 'read', { isNullable: false }),
    derived('deletedDateTime', dateTime, () => null),
    own('appRoleId', guid, 'create', required),
    own('createdDateTime', dateTime, 'read', { onlyIn: 'v1.0' }),
    derived('creationTimestamp', dateTime, (one) => one.createdDateTime, 'read', { onlyIn: 'beta' }),
    own('principalDisplayName', text),
    own('principalId', guid, 'create', required),
    own('principalType', text),
    own('resourceDisplayName', text),
    own('resourceId', guid, 'create', required),
  ],
  navigations: [],
  filters: {
    id: { kind: 'exact', eq: 'plain' },
    appRoleId: ids('Y'),
    principalDisplayName: textFilter('Y', 'Y'),
    principalId: ids('Y'),
    resourceId: ids('Y'),
  },
  sorts: {},
};
