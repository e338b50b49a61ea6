import type { DirectoryRole } from '../../catalogue/index.ts';
import { propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { ids, texts as textFilter } from './filter-support.ts';
import { dateTime, guid, text } from './value-type.ts';

const { own, derived } = propertiesOf<DirectoryRole>();

const properties = [
  own('id', text, 'read' as const, { isNullable: false }),
  derived('deletedDateTime', dateTime, () => null),
  own('description', text),
  own('displayName', text),
];

/**
 * A directory role. Every tenant has all of them from the start, and each goes by the id of its template.
 * @spec Graph resource directoryRole
 */
export const directoryRoleType: EntityType<DirectoryRole> = {
  name: 'directoryRole',
  set: 'directoryRoles',
  isDirectoryObject: true,
  isOpen: false,
  properties: [...properties, derived('roleTemplateId', guid, (one) => one.id, 'create', { isRequired: true })],
  navigations: [{ name: 'members', target: 'directoryObject', isCollection: true, isExpandable: true }],
  filters: { id: ids('Y'), roleTemplateId: ids('Y'), displayName: textFilter('Y'), description: textFilter('Y') },
  sorts: {},
};

/** @spec Graph resource directoryRoleTemplate */
export const directoryRoleTemplateType: EntityType<DirectoryRole> = {
  name: 'directoryRoleTemplate',
  set: 'directoryRoleTemplates',
  isDirectoryObject: true,
  isOpen: false,
  properties,
  navigations: [],
  filters: {},
  sorts: {},
};
