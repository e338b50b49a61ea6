/** @returns who may sign in, in a few words @spec Graph application.signInAudience */
export function sayAudience(signInAudience: string | null): string {
  switch (signInAudience) {
    case 'AzureADMyOrg':
      return 'this tenant';
    case 'AzureADMultipleOrgs':
      return 'any tenant';
    case 'AzureADandPersonalMicrosoftAccount':
      return 'any tenant + personal';
    case 'PersonalMicrosoftAccount':
      return 'personal';
    default:
      return signInAudience ?? 'unknown';
  }
}
