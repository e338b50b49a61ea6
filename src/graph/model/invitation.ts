import type { ObjectId } from '../../kernel/index.ts';
import { propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { boolean, complex, complexType, member, oneOf, text } from './value-type.ts';

/** An invitation as it is answered. Nothing of it is kept but the user that it made. */
export interface Invitation {
  readonly id: ObjectId;
  readonly invitedUserDisplayName: string | null;
  readonly invitedUserEmailAddress: string;
  readonly invitedUserType: 'Member' | 'Guest';
  readonly inviteRedirectUrl: string;
  readonly inviteRedeemUrl: string;
  readonly sendInvitationMessage: boolean;
  readonly status: 'PendingAcceptance' | 'Completed';
  readonly invitedUser: { readonly id: ObjectId };
}

const invitedUser = complexType('invitedUser', [member('id', text, { isReadOnly: true })]);

const { own } = propertiesOf<Invitation>();

/** @spec Graph resource invitation */
export const invitationType: EntityType<Invitation> = {
  name: 'invitation',
  set: 'invitations',
  isDirectoryObject: false,
  isOpen: false,
  properties: [
    own('id', text, 'read', { isNullable: false }),
    own('invitedUserDisplayName', text, 'create'),
    own('invitedUserEmailAddress', text, 'create', { isRequired: true, isNullable: false }),
    own('invitedUserType', oneOf('Member', 'Guest'), 'create'),
    own('inviteRedirectUrl', text, 'create', { isRequired: true, isNullable: false }),
    own('inviteRedeemUrl', text, 'read'),
    own('sendInvitationMessage', boolean, 'create'),
    own('status', text, 'read'),
    own('invitedUser', complex(invitedUser), 'read'),
  ],
  navigations: [],
  filters: {},
  sorts: {},
};
