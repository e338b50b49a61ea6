/** What a consent page says of a permission, in three voices: title, to an administrator, to the user who is asked. */
export interface WrittenText {
  readonly title: string;
  /** Follows 'Allows the app to'. */
  readonly does: string;
  /** The title for the user who grants it, where it differs. */
  readonly userTitle?: string;
  /** Follows 'Allows the app to' when a user is asked; only delegated permissions have it. */
  readonly userDoes?: string;
}

/** The scopes that ordinary applications ask for, written out so that the person who is asked understands them. */
export const delegatedTexts: Readonly<Record<string, WrittenText>> = {
  openid: {
    title: 'Sign users in',
    does: 'let users sign in with their work or school account and see who they are',
    userTitle: 'Sign in as you',
    userDoes: 'sign you in with your account and know that it is you',
  },
  profile: {
    title: 'View the basic profile of users',
    does: 'see the name, picture and user name of the signed-in user',
    userTitle: 'View your basic profile',
    userDoes: 'see your name, picture and user name',
  },
  email: {
    title: 'View the email address of users',
    does: 'read the primary email address of the signed-in user',
    userTitle: 'View your email address',
    userDoes: 'read your primary email address',
  },
  offline_access: {
    title: 'Keep access to data it was given access to',
    does: 'see and update what it was given access to even while users are not using it; it gains no further permission by this',
    userTitle: 'Keep access to data you have given it access to',
    userDoes:
      'see and update what you gave it access to even while you are not using it; it gains no further permission by this',
  },
  user_impersonation: {
    title: 'Act as the signed-in user',
    does: 'use this service with all the rights of the signed-in user',
    userTitle: 'Act as you',
    userDoes: 'use this service with all the rights you have in it',
  },
  'User.Read': {
    title: 'Sign in and read the user profile',
    does: 'sign users in, read the profile of the signed-in user and basic information of the company',
    userTitle: 'View your profile',
    userDoes: 'sign you in and read your profile and basic information of your company',
  },
  'User.ReadWrite': {
    title: 'Read and update the user profile',
    does: 'read and change the profile of the signed-in user',
    userTitle: 'Read and update your profile',
    userDoes: 'read and change your profile',
  },
  'User.ReadBasic.All': {
    title: 'Read the basic profiles of all users',
    does: 'read name, email address and photo of every user',
    userDoes: 'read name, email address and photo of the people in your organization',
  },
  'User.Read.All': {
    title: 'Read the full profiles of all users',
    does: 'read every property of every user, with reports and managers',
    userDoes: 'read every property of the people in your organization that you can see',
  },
  'User.ReadWrite.All': {
    title: 'Read and write the full profiles of all users',
    does: 'read and change every property of every user',
    userDoes: 'read and change the properties of the people in your organization that you may change',
  },
  'User.Invite.All': {
    title: 'Invite guest users',
    does: 'invite people from outside the organization',
    userDoes: 'invite people from outside the organization for you',
  },
  'Mail.Read': {
    title: 'Read user mail',
    does: 'read the email in the mailbox of the signed-in user',
    userTitle: 'Read your mail',
    userDoes: 'read the email in your mailbox',
  },
  'Mail.ReadBasic': {
    title: 'Read basic user mail',
    does: 'read the email of the signed-in user without bodies, previews and attachments',
    userTitle: 'Read your basic mail',
    userDoes: 'read your email without bodies, previews and attachments',
  },
  'Mail.ReadWrite': {
    title: 'Read and write user mail',
    does: 'read, create, change and delete email in the mailbox of the signed-in user, but not send it',
    userTitle: 'Read and write your mail',
    userDoes: 'read, create, change and delete email in your mailbox, but not send it',
  },
  'Mail.Send': {
    title: 'Send mail as the user',
    does: 'send email as the signed-in user',
    userTitle: 'Send mail as you',
    userDoes: 'send email as you',
  },
  'MailboxSettings.Read': {
    title: 'Read user mailbox settings',
    does: 'read the mailbox settings of the signed-in user',
    userTitle: 'Read your mailbox settings',
    userDoes: 'read your mailbox settings',
  },
  'MailboxSettings.ReadWrite': {
    title: 'Read and write user mailbox settings',
    does: 'read and change the mailbox settings of the signed-in user, forwarding rules among them',
    userTitle: 'Read and write your mailbox settings',
    userDoes: 'read and change your mailbox settings, forwarding rules among them',
  },
  'Calendars.Read': {
    title: 'Read user calendars',
    does: 'read the events in the calendars of the signed-in user',
    userTitle: 'Read your calendars',
    userDoes: 'read the events in your calendars',
  },
  'Calendars.ReadWrite': {
    title: 'Read and write user calendars',
    does: 'read, create, change and delete events in the calendars of the signed-in user',
    userTitle: 'Read and write your calendars',
    userDoes: 'read, create, change and delete events in your calendars',
  },
  'Contacts.Read': {
    title: 'Read user contacts',
    does: 'read the contacts of the signed-in user',
    userTitle: 'Read your contacts',
    userDoes: 'read your contacts',
  },
  'Contacts.ReadWrite': {
    title: 'Read and write user contacts',
    does: 'read, create, change and delete contacts of the signed-in user',
    userTitle: 'Read and write your contacts',
    userDoes: 'read, create, change and delete your contacts',
  },
  'People.Read': {
    title: 'Read the people relevant to users',
    does: 'read a ranked list of the people relevant to the signed-in user',
    userTitle: 'Read the people relevant to you',
    userDoes: 'read a ranked list of the people relevant to you',
  },
  'Files.Read': {
    title: 'Read user files',
    does: 'read the files of the signed-in user',
    userTitle: 'Read your files',
    userDoes: 'read your files',
  },
  'Files.Read.All': {
    title: 'Read all files that the user can reach',
    does: 'read every file that the signed-in user can reach',
    userTitle: 'Read all files that you can reach',
    userDoes: 'read every file that you can reach',
  },
  'Files.ReadWrite': {
    title: 'Have full access to user files',
    does: 'read, create, change and delete the files of the signed-in user',
    userTitle: 'Have full access to your files',
    userDoes: 'read, create, change and delete your files',
  },
  'Files.ReadWrite.All': {
    title: 'Have full access to all files that the user can reach',
    does: 'read, create, change and delete every file that the signed-in user can reach',
    userTitle: 'Have full access to all files that you can reach',
    userDoes: 'read, create, change and delete every file that you can reach',
  },
  'Sites.Read.All': {
    title: 'Read items in all sites',
    does: 'read documents and list items in every site that the signed-in user can reach',
    userDoes: 'read documents and list items in every site that you can reach',
  },
  'Sites.ReadWrite.All': {
    title: 'Edit or delete items in all sites',
    does: 'change or delete documents and list items in every site that the signed-in user can reach',
    userDoes: 'change or delete documents and list items in every site that you can reach',
  },
  'Notes.Read': {
    title: 'Read user notebooks',
    does: 'read the notebooks of the signed-in user',
    userTitle: 'Read your notebooks',
    userDoes: 'read your notebooks',
  },
  'Tasks.Read': {
    title: 'Read user tasks',
    does: 'read the tasks and plans of the signed-in user',
    userTitle: 'Read your tasks',
    userDoes: 'read your tasks and plans',
  },
  'Tasks.ReadWrite': {
    title: 'Read and write user tasks',
    does: 'read, create, change and delete the tasks and plans of the signed-in user',
    userTitle: 'Read and write your tasks',
    userDoes: 'read, create, change and delete your tasks and plans',
  },
  'Chat.Read': {
    title: 'Read user chats',
    does: 'read the one-to-one and group chats of the signed-in user',
    userTitle: 'Read your chats',
    userDoes: 'read your one-to-one and group chats',
  },
  'Group.Read.All': {
    title: 'Read all groups',
    does: 'read properties, members, conversations and files of the groups that the signed-in user can reach',
    userDoes: 'read properties, members, conversations and files of the groups that you can reach',
  },
  'Group.ReadWrite.All': {
    title: 'Read and write all groups',
    does: 'create groups, and read, change and delete the groups that the signed-in user can reach, with members and content',
    userDoes: 'create groups, and read, change and delete the groups that you can reach, with members and content',
  },
  'GroupMember.Read.All': {
    title: 'Read group memberships',
    does: 'list groups and read their properties and members',
    userDoes: 'list the groups that you can see and read their properties and members',
  },
  'GroupMember.ReadWrite.All': {
    title: 'Read and write group memberships',
    does: 'list groups, read their properties, and change the members of groups that the signed-in user may change',
    userDoes: 'list groups, read their properties, and change the members of groups that you may change',
  },
  'Directory.Read.All': {
    title: 'Read directory data',
    does: 'read users, groups, applications and everything else in the directory',
    userDoes: 'read what you can see in the directory of your organization',
  },
  'Directory.ReadWrite.All': {
    title: 'Read and write directory data',
    does: 'read and change users, groups, service principals and more in the directory; not delete users or groups, nor set passwords',
    userDoes: 'read and change what you may change in the directory of your organization',
  },
  'Directory.AccessAsUser.All': {
    title: 'Access the directory as the signed-in user',
    does: 'do everything in the directory that the signed-in user may do',
    userTitle: 'Access the directory as you',
    userDoes: 'do everything in the directory that you may do',
  },
  'Application.Read.All': {
    title: 'Read applications',
    does: 'read applications and service principals',
    userDoes: 'read the applications and service principals that you can see',
  },
  'Application.ReadWrite.All': {
    title: 'Read and write all applications',
    does: 'create, read, change and delete applications and service principals, their credentials included',
    userDoes: 'create, read, change and delete the applications and service principals that you may change',
  },
  'AppRoleAssignment.ReadWrite.All': {
    title: 'Grant application permissions',
    does: 'grant and revoke application permissions to any API, and assign users and groups to any application',
    userDoes: 'grant and revoke application permissions and assignments that you may manage',
  },
  'DelegatedPermissionGrant.ReadWrite.All': {
    title: 'Manage all delegated permission grants',
    does: 'grant and revoke delegated permissions of any API to any application',
    userDoes: 'grant and revoke delegated permissions that you may manage',
  },
  'RoleManagement.ReadWrite.Directory': {
    title: 'Manage directory roles',
    does: 'read and change directory roles and who holds them',
    userDoes: 'read and change the directory roles that you may manage',
  },
  'AuditLog.Read.All': {
    title: 'Read audit logs',
    does: 'read the sign-in and audit records of the directory',
    userDoes: 'read the sign-in and audit records that you can see',
  },
  'Policy.Read.All': {
    title: 'Read the policies of the organization',
    does: 'read every policy of the organization',
    userDoes: 'read the policies of your organization that you can see',
  },
  'Organization.Read.All': {
    title: 'Read organization information',
    does: 'read the organization, its domains and what it subscribes to',
    userDoes: 'read the information of your organization',
  },
  'Domain.Read.All': {
    title: 'Read domains',
    does: 'read every domain of the organization and its settings',
    userDoes: 'read the domains of your organization',
  },
};

/** The app roles that daemons ask for. No user takes part, so they have one voice only. */
export const applicationTexts: Readonly<Record<string, WrittenText>> = {
  'User.Read.All': { title: 'Read the full profiles of all users', does: 'read every property of every user' },
  'User.ReadWrite.All': {
    title: 'Read and write the full profiles of all users',
    does: 'read and change every property of every user',
  },
  'Mail.Read': { title: 'Read mail in all mailboxes', does: 'read the email in every mailbox of the organization' },
  'Mail.ReadWrite': {
    title: 'Read and write mail in all mailboxes',
    does: 'read, create, change and delete email in every mailbox of the organization, but not send it',
  },
  'Mail.Send': { title: 'Send mail as any user', does: 'send email as any user' },
  'Files.Read.All': { title: 'Read files in all site collections', does: 'read every file in every site collection' },
  'Files.ReadWrite.All': {
    title: 'Read and write files in all site collections',
    does: 'read, create, change and delete every file in every site collection',
  },
  'Sites.Read.All': {
    title: 'Read items in all site collections',
    does: 'read documents and list items in every site collection',
  },
  'Group.Read.All': {
    title: 'Read all groups',
    does: 'read properties, members, conversations and files of every group',
  },
  'Group.ReadWrite.All': {
    title: 'Read and write all groups',
    does: 'create, read, change and delete every group, with members and content',
  },
  'Group.Create': { title: 'Create groups', does: 'create groups, without reading or changing those of others' },
  'GroupMember.Read.All': {
    title: 'Read all group memberships',
    does: 'read the properties and members of every group',
  },
  'GroupMember.ReadWrite.All': {
    title: 'Read and write all group memberships',
    does: 'read every group and change its members',
  },
  'Directory.Read.All': {
    title: 'Read directory data',
    does: 'read users, groups, applications and everything else in the directory',
  },
  'Directory.ReadWrite.All': {
    title: 'Read and write directory data',
    does: 'read and change users, groups, service principals and more in the directory; not delete users or groups',
  },
  'Application.Read.All': { title: 'Read all applications', does: 'read every application and service principal' },
  'Application.ReadWrite.All': {
    title: 'Read and write all applications',
    does: 'create, read, change and delete every application and service principal, their credentials included',
  },
  'Application.ReadWrite.OwnedBy': {
    title: 'Manage the apps that this app creates or owns',
    does: 'create applications and service principals, fully manage those it owns, and list all the others',
  },
  'AppRoleAssignment.ReadWrite.All': {
    title: 'Grant application permissions',
    does: 'grant and revoke any application permission of any API, to itself as well, and assign anyone to any application',
  },
  'DelegatedPermissionGrant.ReadWrite.All': {
    title: 'Manage all delegated permission grants',
    does: 'grant and revoke delegated permissions of any API to any application',
  },
  'RoleManagement.ReadWrite.Directory': {
    title: 'Manage all directory roles',
    does: 'read and change every directory role and who holds it',
  },
  'AuditLog.Read.All': { title: 'Read all audit logs', does: 'read every sign-in and audit record of the directory' },
  'Policy.Read.All': { title: 'Read the policies of the organization', does: 'read every policy of the organization' },
  'Organization.Read.All': {
    title: 'Read organization information',
    does: 'read the organization, its domains and what it subscribes to',
  },
  'Domain.Read.All': { title: 'Read domains', does: 'read every domain of the organization and its settings' },
};
