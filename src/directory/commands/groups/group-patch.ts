import type { Group } from '../../types/group.ts';
import type { PropertyView } from '../audit/modified-properties.ts';
import { given, type Patch } from '../given.ts';
import { mergeExtra } from '../merge-extra.ts';

/** A merge patch of a group: undefined leaves a member as it is, null clears it. `extra` is merged. */
export type GroupPatch = Patch<
  Pick<Group, 'displayName' | 'description' | 'mailNickname' | 'securityEnabled' | 'visibility' | 'extra'>
>;

/** The group as a patch would leave it. */
export function patchGroup(group: Group, { extra, ...whole }: GroupPatch): Group {
  return { ...group, ...given(whole), extra: mergeExtra(group.extra, extra) };
}

/** The properties of a group by the names the audit log knows them by. */
export const groupViews: readonly PropertyView<Group>[] = [
  { name: 'Description', read: (one) => one.description },
  { name: 'DisplayName', read: (one) => one.displayName },
  { name: 'Extensions', read: (one) => (Object.keys(one.extra).length === 0 ? null : one.extra) },
  { name: 'GroupType', read: (one) => one.groupTypes },
  { name: 'IsAssignableToRole', read: (one) => one.isAssignableToRole },
  { name: 'Mail', read: (one) => one.mail },
  { name: 'MailEnabled', read: (one) => one.mailEnabled },
  { name: 'MailNickname', read: (one) => one.mailNickname },
  { name: 'SecurityEnabled', read: (one) => one.securityEnabled },
  { name: 'Visibility', read: (one) => one.visibility },
];
