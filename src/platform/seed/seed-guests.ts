import { acceptInvitation, inviteGuest } from '../../directory/index.ts';
import { parseObjectId } from '../../kernel/index.ts';
import { seedRoles } from './seed-people.ts';
import { findGuest } from './seed-references.ts';
import type { SeedGuest } from './seed-schema.ts';
import { make, requireSameId, type SeedStep } from './seed-step.ts';

const placeOf = ({ mail }: SeedGuest): string => `Guest ${mail}`;

/** Brings in a guest, as somebody who was invited. */
export async function seedGuest(step: SeedStep, wanted: SeedGuest): Promise<void> {
  const { mail, displayName, userType, accountEnabled, id, directoryRoles } = wanted;
  const place = placeOf(wanted);
  const existing = await findGuest(step, mail);
  if (existing) requireSameId(place, existing.id, id);
  const guest =
    existing ??
    (await make(step, place, () =>
      inviteGuest(step.context, {
        id: id === undefined ? undefined : parseObjectId(id),
        invitedUserEmailAddress: mail,
        invitedUserDisplayName: displayName,
        invitedUserType: userType,
        accountEnabled,
      }),
    ));
  await seedRoles(step, place, guest.id, directoryRoles);
}

/** Accepts the invitation in the name of whoever it is for, if they exist and it is not theirs to do. */
export async function seedAcceptance(step: SeedStep, wanted: SeedGuest): Promise<void> {
  if (wanted.isPending) return;
  const { stores, context } = step;
  const guest = await findGuest(step, wanted.mail);
  if (guest === undefined || guest.externalUserState !== 'PendingAcceptance') return;
  const tenant = await stores.tenants.findByDomain(wanted.mail.slice(wanted.mail.lastIndexOf('@') + 1));
  const home = tenant && (await stores.users.findByUserPrincipalName(tenant.id, wanted.mail));
  if (home !== undefined) await make(step, placeOf(wanted), () => acceptInvitation(context, guest.id, home));
}
