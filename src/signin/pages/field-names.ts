/**
 * The names under which the forms of the pages post. The first group is what browser helpers written for Entra's own pages
 * fill in; `LoginOptions` is 1 for yes and 3 for no there.
 */
export const fieldNames = {
  username: 'loginfmt',
  password: 'passwd',
  staySignedIn: 'LoginOptions',
  dontShowAgain: 'DontShowAgain',
  /** The `value` of the chosen tile. */
  account: 'account',
  useAnotherAccount: 'useAnotherAccount',
  signOutOfAll: 'signOutOfAll',
  currentPassword: 'currentPassword',
  newPassword: 'newPassword',
  confirmNewPassword: 'confirmNewPassword',
  /** `accept` or `cancel`. */
  decision: 'decision',
  /** `true` when the administrator consents for everyone; absent otherwise. */
  onBehalfOfOrganization: 'onBehalfOfOrganization',
  /** The code that a device shows. */
  userCode: 'otc',
  /** Why a person needs the application: the text of a request for approval. */
  justification: 'justification',
  /** The number looked up on the page of error codes. */
  errorCode: 'code',
} as const;

/** The values that buttons and boxes post. */
export const fieldValues = {
  staySignedInYes: '1',
  staySignedInNo: '3',
  accept: 'accept',
  cancel: 'cancel',
  checked: 'true',
} as const;
