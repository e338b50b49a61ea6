import { invariant, type ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { DirectoryFault } from '../../fault.ts';
import { guestPrincipalName, requireInvitable } from '../../rules/guest.ts';
import { isPersonalAccountsTenant } from '../../rules/personal-accounts.ts';
import { requireUser } from '../../rules/user.ts';
import type { DirectoryStores } from '../../store.ts';
import type { User } from '../../types/user.ts';
import { activities } from '../audit/activities.ts';
import { changedProperties, includedUpdatedProperties } from '../audit/modified-properties.ts';
import { userTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { verifiedDomains } from '../verified-domains.ts';
import { freshUser } from './fresh-user.ts';
import { userViews } from './user-patch.ts';

/** Somebody of another tenant who is to become a guest of this one. */
export interface InviteGuestInput {
  /** The name they sign in with at home. */
  readonly invitedUserEmailAddress: string;
  /** Default: the part of the address before the `@`. */
  readonly invitedUserDisplayName?: string | null | undefined;
  /** Default: `Guest`. */
  readonly invitedUserType?: User['userType'] | undefined;
  readonly accountEnabled?: boolean | undefined;
  /** For a directory that is seeded with fixed ids. */
  readonly id?: ObjectId | undefined;
}

/**
 * Invites somebody: makes the user that they will be here once they sign in and accept. Whoever was invited before stays who they are.
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph POST /invitations
 */
export async function inviteGuest(context: CommandContext, input: InviteGuestInput): Promise<User> {
  const mail = input.invitedUserEmailAddress.trim();
  if (isPersonalAccountsTenant(context.tenantId))
    throw new DirectoryFault('Forbidden', 'Nobody is a guest among personal accounts.');
  return context.unitOfWork.run(async (stores) => {
    const domains = await verifiedDomains(stores, context);
    requireInvitable(mail, domains);
    const userPrincipalName = guestPrincipalName(mail, await initialDomain(stores, context));
    const existing = await stores.users.findByUserPrincipalName(context.tenantId, userPrincipalName);
    if (existing?.mail?.toLowerCase() === mail.toLowerCase()) return existing;
    if (existing !== undefined) {
      const message = 'Another user has the name that this guest would be given.';
      throw new DirectoryFault('DuplicateValue', message, { target: 'userPrincipalName' });
    }
    const guest = newGuest(context, { ...input, invitedUserEmailAddress: mail }, userPrincipalName);
    requireUser(guest, domains);
    await stores.users.insert(guest);
    const properties = changedProperties(userViews, undefined, guest);
    await writeAudit(stores, context, activities.inviteUser, [
      userTarget(guest, [...properties, includedUpdatedProperties(properties)]),
    ]);
    return guest;
  });
}

function newGuest(context: CommandContext, input: InviteGuestInput, userPrincipalName: string): User {
  const mail = input.invitedUserEmailAddress;
  return {
    ...freshUser(context, {
      id: input.id,
      userPrincipalName,
      displayName: input.invitedUserDisplayName ?? mail.slice(0, mail.lastIndexOf('@')),
      accountEnabled: input.accountEnabled ?? true,
    }),
    mail,
    otherMails: [mail],
    mailNickname: userPrincipalName.slice(0, userPrincipalName.lastIndexOf('@')),
    userType: input.invitedUserType ?? 'Guest',
    creationType: 'Invitation',
    externalUserState: 'PendingAcceptance',
    externalUserStateChangeDateTime: renderSeconds(context.clock.now()),
  };
}

async function initialDomain(stores: DirectoryStores, { tenantId }: CommandContext): Promise<string> {
  const domains = await stores.tenants.listDomains(tenantId);
  const initial = domains.find(({ isInitial }) => isInitial) ?? domains[0];
  invariant(initial !== undefined, 'a tenant that people can be invited to has a domain');
  return initial.id;
}
