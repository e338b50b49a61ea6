import type { ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import type { User } from '../../types/user.ts';
import type { CommandContext } from '../context.ts';
import { newUserId } from './new-user-id.ts';

/** What every user begins with. */
export interface FreshUserInput {
  readonly id?: ObjectId | undefined;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
}

/** A user without any of what is optional. */
export function freshUser(context: CommandContext, input: FreshUserInput): User {
  const createdDateTime = renderSeconds(context.clock.now());
  return {
    tenantId: context.tenantId,
    id: input.id ?? newUserId(context),
    deletedDateTime: null,
    createdDateTime,
    userPrincipalName: input.userPrincipalName,
    displayName: input.displayName,
    givenName: null,
    surname: null,
    mail: null,
    mailNickname: null,
    jobTitle: null,
    department: null,
    officeLocation: null,
    mobilePhone: null,
    businessPhones: [],
    otherMails: [],
    proxyAddresses: [],
    preferredLanguage: null,
    usageLocation: null,
    country: null,
    userType: 'Member',
    home: null,
    creationType: null,
    externalUserState: null,
    externalUserStateChangeDateTime: null,
    accountEnabled: input.accountEnabled,
    signInSessionsValidFromDateTime: createdDateTime,
    lastPasswordChangeDateTime: null,
    forceChangePasswordNextSignIn: false,
    extra: {},
  };
}
