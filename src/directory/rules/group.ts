import type { Group } from '../types/group.ts';
import { requireMailNickname } from './mail-nickname.ts';
import { refuseValue } from './refuse-value.ts';
import { requireText, requireTextLength } from './text-length.ts';

const LONGEST_NAME = 256;
const LONGEST_DESCRIPTION = 1024;
const VISIBILITIES = new Set(['Private', 'Public', 'HiddenMembership']);

/**
 * All that must hold for a group by itself: Microsoft 365 groups are mail-enabled, others are security groups without mail.
 * @throws DirectoryFault `InvalidValue`, `MissingValue`
 * @spec Graph resource group: `groupTypes`, `mailEnabled`, `securityEnabled`, `isAssignableToRole`
 */
export function requireGroup(group: Group): void {
  requireText(group.displayName, LONGEST_NAME, 'displayName');
  requireTextLength(group.description, LONGEST_DESCRIPTION, 'description');
  requireMailNickname(group.mailNickname);
  const isUnified = group.groupTypes.includes('Unified');
  const stray = group.groupTypes.find((type) => type !== 'Unified');
  if (stray !== undefined) refuseValue('groupTypes', `'${stray}' groups are not offered: membership is assigned.`);
  if (group.mailEnabled !== isUnified) {
    refuseValue('mailEnabled', "It is true exactly for groups whose groupTypes contain 'Unified'.");
  }
  if (!group.mailEnabled && !group.securityEnabled) {
    refuseValue('securityEnabled', 'A group without mail is a security group.');
  }
  if (group.visibility !== null && !VISIBILITIES.has(group.visibility)) {
    refuseValue('visibility', `It is one of ${[...VISIBILITIES].join(', ')}.`);
  }
  if (group.isAssignableToRole && !group.securityEnabled) {
    refuseValue('isAssignableToRole', 'Only a security-enabled group can hold directory roles.');
  }
}
