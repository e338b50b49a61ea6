import { directoryRoleIds as ids } from './directory-role-ids.ts';

/** What the roles that matter to applications may do, in a sentence. */
export const roleDescriptions: Readonly<Record<string, string>> = {
  [ids.globalAdministrator]: 'May do everything in the directory and in the services that rely on it.',
  [ids.privilegedRoleAdministrator]: 'Assigns directory roles and consents to any permission of any API.',
  [ids.privilegedAuthenticationAdministrator]: 'Sets the sign-in methods of every user, administrators included.',
  [ids.applicationAdministrator]:
    'Manages every application and service principal, their credentials, and application proxies.',
  [ids.cloudApplicationAdministrator]:
    'Manages every application and service principal and their credentials, but no application proxies.',
  [ids.applicationDeveloper]: 'Creates applications even where users may not, and owns what it creates.',
  [ids.hybridIdentityAdministrator]:
    'Manages provisioning, federation and sign-on between on-premises directories and this one.',
  [ids.conditionalAccessAdministrator]: 'Manages Conditional Access policies and named locations.',
  [ids.identityGovernanceAdministrator]: 'Manages access packages, access reviews and who is assigned to applications.',
  [ids.securityAdministrator]: 'Manages security settings and policies, and reads security reports.',
  [ids.securityReader]: 'Reads security settings, policies and reports.',
  [ids.globalReader]: 'Reads all that a Global Administrator can, and changes nothing.',
  [ids.reportsReader]: 'Reads sign-in, audit and usage reports.',
  [ids.directoryReaders]:
    'Reads the basic information of the directory; for applications and guests that may not by default.',
  [ids.directoryWriters]: 'Reads and writes the basic information of the directory; for applications, not for people.',
  [ids.userAdministrator]: 'Manages users and groups, and resets the passwords of those who hold no strong role.',
  [ids.groupsAdministrator]: 'Creates and manages groups and their settings.',
  [ids.helpdeskAdministrator]: 'Resets the passwords of users and of other helpdesk administrators.',
  [ids.passwordAdministrator]: 'Resets the passwords of users without a role and of other password administrators.',
  [ids.authenticationAdministrator]: 'Sets the sign-in methods of users who hold no strong role.',
  [ids.domainNameAdministrator]: 'Adds, verifies and removes domain names.',
  [ids.guestInviter]: 'Invites guests even where members may not.',
  [ids.directorySynchronizationAccounts]: 'Used by the synchronization service alone.',
  [ids.user]: 'What every member of the organization may do.',
  [ids.guestUser]: 'What a guest may do by default.',
  [ids.restrictedGuestUser]: 'What a guest may do where guests see only themselves.',
};
