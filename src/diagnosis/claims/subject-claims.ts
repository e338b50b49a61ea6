import {
  always,
  asked,
  audience,
  type ClaimOrigin,
  type ClaimTable,
  type Explain,
  onRequest,
  says,
  shows,
  sinceVersionOne,
} from './claim-explanation.ts';

/** Named with `profile` in version 2, always in version 1. @spec sts reference 5.3, 5.4 */
const withProfile =
  (meaning: string, ...origins: ClaimOrigin[]): Explain =>
  (kind) => ({ meaning, origins: kind.version === 1 ? origins : [...origins, shows('request', 'scope (profile)')] });

/** Claims about whoever the token speaks for. @spec sts reference 5.3–5.5 */
export const subjectClaims: ClaimTable = {
  sub: (kind) =>
    kind.subject === 'application'
      ? {
          meaning: 'Whom the token speaks for: the client itself. The same as oid.',
          origins: [says('client servicePrincipal', 'id')],
        }
      : {
          meaning: 'The user, by a name that this application alone sees. Not the same in other applications.',
          origins: [says('user', 'id'), says(`${audience(kind)} application`, 'appId')],
        },
  oid: (kind) =>
    kind.subject === 'application'
      ? {
          meaning: 'The instance of the client in this tenant: its object id, not its application id.',
          origins: [says('client servicePrincipal', 'id')],
        }
      : {
          meaning: 'The user, by the same object id in every application of the tenant. Store this, with tid.',
          origins: [
            says('user', 'id'),
            ...(kind.use === 'id' && kind.version === 2 ? [shows('request', 'scope (profile)')] : []),
          ],
        },
  name: withProfile('Name to show. It can change: never decide by it.', says('user', 'displayName')),
  preferred_username: (kind) => ({
    meaning: 'Sign-in name to show. It can change: never decide by it.',
    origins: [
      says('user', 'userPrincipalName'),
      kind.version === 1 ? asked(kind) : shows('request', 'scope (profile)'),
    ],
  }),
  unique_name: always('Sign-in name to show, in tokens of version 1.', says('user', 'userPrincipalName')),
  upn: sinceVersionOne('Sign-in name. It can change: never decide by it.', says('user', 'userPrincipalName')),
  email: (kind) => ({
    meaning:
      'Email address. It can change: never decide by it. Applications that other tenants use too are told it only in a verified domain.',
    origins: [
      says('user', 'mail'),
      shows(`${audience(kind)} application`, 'signInAudience'),
      kind.use === 'id' ? shows('request', 'scope (email)') : asked(kind),
      shows('user', 'userType (Guest)'),
    ],
  }),
  given_name: sinceVersionOne('First name.', says('user', 'givenName')),
  family_name: sinceVersionOne('Last name.', says('user', 'surname')),
  nickname: always('Nickname.', says('user', 'mailNickname')),
  acct: (kind, value) => ({
    meaning: value === 1 ? 'The user is a guest of the tenant.' : 'The user is a member of the tenant.',
    origins: [says('user', 'userType'), ...(kind.isForGraph ? [] : [asked(kind)])],
  }),
  idp: (kind) => ({
    meaning: 'Who authenticated the subject. Absent where that is the issuer itself.',
    origins: [kind.subject === 'application' ? says('tenant', 'id') : says('user', 'identities.issuer')],
  }),
  ctry: onRequest('Country of the user.', says('user', 'country')),
  tenant_ctry: onRequest('Country of the tenant.', says('tenant', 'countryLetterCode')),
  xms_pl: onRequest('Preferred language of the user.', says('user', 'preferredLanguage')),
  xms_tpl: onRequest('Preferred language of the tenant.', says('tenant', 'preferredLanguage')),
  xms_pdl: onRequest('Where the user wants data to be kept.', says('user', 'preferredDataLocation')),
  xms_edov: onRequest('Whether the owner of the email domain is verified.', says('user', 'mail')),
  verified_primary_email: onRequest('Email addresses in verified domains.', says('user', 'mail')),
  verified_secondary_email: onRequest('Other addresses in verified domains.', says('user', 'otherMails')),
  onprem_sid: sinceVersionOne(
    'Security id in the directory on premises.',
    says('user', 'onPremisesSecurityIdentifier'),
  ),
};
