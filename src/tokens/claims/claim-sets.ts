/**
 * Claims that no registration and no policy sets: who the token is from, for and about, what it allows, and what clients and
 * validators hold it to. In lower case; some readers compare without regard to case.
 * @spec Entra claims customization: restricted claim set; RFC 7519 §4.1
 */
const RESTRICTED: ReadonlySet<string> = new Set([
  ...['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'ver', 'tid', 'oid', 'uti', 'rh', 'aio', 'nonce', 'sid'],
  ...[
    'acr',
    'amr',
    'acrs',
    'auth_time',
    'c_hash',
    'at_hash',
    's_hash',
    'cnf',
    'fic',
    'idp',
    'identityprovider',
    'idtyp',
    'act',
  ],
  ...['appid', 'appidacr', 'azp', 'azpacr', 'app_displayname', 'client_id', 'acct', 'login_hint', 'signin_state'],
  ...['scp', 'scope', 'roles', 'role', 'wids', 'groups', 'hasgroups', 'group_sids', 'may_act'],
  ...['upn', 'unique_name', 'preferred_username', 'email', 'nameid', 'puid', 'altsecid', 'username'],
  ...['verified_primary_email', 'verified_secondary_email', 'email_verified', 'ipaddr', 'onprem_sid', 'in_corp'],
  ...[
    'tenant_id',
    'tenant_ctry',
    'tenant_region_scope',
    'ctry',
    'deviceid',
    'platf',
    'pwd_exp',
    'pwd_url',
    'vnet',
    'fwd',
  ],
  ...[
    'access_token',
    'refresh_token',
    'id_token',
    'code',
    'client_info',
    'password',
    '__proto__',
    'src1',
    'src2',
    'typ',
    'kid',
  ],
]);
const RESTRICTED_PREFIXES = [
  'xms_',
  'extn.',
  '_claim_',
  'http://schemas.microsoft.com/',
  'http://schemas.xmlsoap.org/',
];

/** Whether a claim is out of reach of mappings. */
export function isRestrictedClaim(name: string): boolean {
  const folded = name.toLowerCase();
  return RESTRICTED.has(folded) || RESTRICTED_PREFIXES.some((prefix) => folded.startsWith(prefix));
}

/** Claims that only describe: a mapping may leave them out. @spec Entra claims customization: basic claim set */
export const BASIC_CLAIMS: readonly string[] = [
  'ctry',
  'email',
  'family_name',
  'given_name',
  'ipaddr',
  'name',
  'nickname',
  'preferred_username',
  'unique_name',
  'upn',
];
