import { MICROSOFT_GRAPH_APP_ID } from './graph-permissions.ts';

const EXCHANGE_ONLINE_APP_ID = '00000002-0000-0ff1-ce00-000000000000';

/** Scopes that users may not grant by themselves under the policy Microsoft manages, although their type is `User`. */
const blocked: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    MICROSOFT_GRAPH_APP_ID,
    new Set([
      'Calendars.Read',
      'Calendars.Read.Shared',
      'Calendars.ReadBasic',
      'Calendars.ReadWrite',
      'Calendars.ReadWrite.Shared',
      'Chat.Read',
      'Chat.ReadWrite',
      'Contacts.Read.Shared',
      'Contacts.ReadWrite',
      'Contacts.ReadWrite.Shared',
      'Files.Read.All',
      'Files.ReadWrite.All',
      'Mail.Read',
      'Mail.Read.Shared',
      'Mail.ReadBasic',
      'Mail.ReadBasic.Shared',
      'Mail.ReadWrite',
      'Mail.ReadWrite.Shared',
      'MailboxFolder.Read',
      'MailboxFolder.ReadWrite',
      'MailboxItem.Read',
      'MailboxSettings.Read',
      'MailboxSettings.ReadWrite',
      'OnlineMeetings.Read',
      'OnlineMeetings.ReadWrite',
      'People.Read',
      'Sites.Read.All',
      'Sites.ReadWrite.All',
      'Tasks.Read',
      'Tasks.Read.Shared',
      'Tasks.ReadWrite',
      'Tasks.ReadWrite.Shared',
    ]),
  ],
  [
    EXCHANGE_ONLINE_APP_ID,
    new Set(['EAS.AccessAsUser.All', 'EWS.AccessAsUser.All', 'IMAP.AccessAsUser.All', 'POP.AccessAsUser.All']),
  ],
]);

/**
 * Whether Microsoft's managed consent policy keeps a scope from the consent of users.
 * @param resourceAppId the application id of the API @param scope the value of the delegated permission
 * @spec Entra permission grant policy `microsoft-user-default-recommended`
 */
export function isBlockedByManagedUserConsent(resourceAppId: string, scope: string): boolean {
  return blocked.get(resourceAppId)?.has(scope) ?? false;
}
