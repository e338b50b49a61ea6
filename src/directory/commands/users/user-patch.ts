import type { Redacted } from '../../../kernel/index.ts';
import type { User } from '../../types/user.ts';
import type { PropertyView } from '../audit/modified-properties.ts';
import { given, type Patch } from '../given.ts';
import { mergeExtra } from '../merge-extra.ts';

type WrittenWhole =
  | 'userPrincipalName'
  | 'displayName'
  | 'givenName'
  | 'surname'
  | 'mail'
  | 'mailNickname'
  | 'jobTitle'
  | 'department'
  | 'officeLocation'
  | 'mobilePhone'
  | 'businessPhones'
  | 'otherMails'
  | 'preferredLanguage'
  | 'usageLocation'
  | 'country'
  | 'userType'
  | 'accountEnabled'
  | 'extra';

/** A password as somebody sets it for a user. */
export interface PasswordProfile {
  readonly password: Redacted;
  /** Default: true. @spec Graph resource passwordProfile */
  readonly forceChangePasswordNextSignIn?: boolean | null | undefined;
}

/** A merge patch of a user: undefined leaves a member as it is, null clears it. `extra` is merged. */
export type UserPatch = Patch<Pick<User, WrittenWhole>>;

/** The user as a patch would leave them. */
export function patchUser(user: User, { extra, ...whole }: UserPatch): User {
  return { ...user, ...given(whole), extra: mergeExtra(user.extra, extra) };
}

/** @returns `passwordPolicies`, which no rule but that of passwords reads */
export function passwordPolicies(user: User): string | null {
  const policies = user.extra.passwordPolicies;
  return typeof policies === 'string' ? policies : null;
}

/** The properties of a user by the names the audit log knows them by. */
export const userViews: readonly PropertyView<User>[] = [
  { name: 'AccountEnabled', read: (one) => one.accountEnabled },
  { name: 'Country', read: (one) => one.country },
  { name: 'Department', read: (one) => one.department },
  { name: 'DisplayName', read: (one) => one.displayName },
  { name: 'Extensions', read: (one) => (Object.keys(one.extra).length === 0 ? null : one.extra) },
  { name: 'GivenName', read: (one) => one.givenName },
  { name: 'JobTitle', read: (one) => one.jobTitle },
  { name: 'Mail', read: (one) => one.mail },
  { name: 'MailNickname', read: (one) => one.mailNickname },
  { name: 'Mobile', read: (one) => one.mobilePhone },
  { name: 'OtherMail', read: (one) => one.otherMails },
  { name: 'PhysicalDeliveryOfficeName', read: (one) => one.officeLocation },
  { name: 'PreferredLanguage', read: (one) => one.preferredLanguage },
  { name: 'Surname', read: (one) => one.surname },
  { name: 'TelephoneNumber', read: (one) => one.businessPhones },
  { name: 'UsageLocation', read: (one) => one.usageLocation },
  { name: 'UserPrincipalName', read: (one) => one.userPrincipalName },
  { name: 'UserType', read: (one) => one.userType },
];
