import { always, type ClaimTable, onRequest, says, sinceVersionOne } from './claim-explanation.ts';

/** Claims about the sign-in behind the token. @spec sts reference 5.3–5.5, 5.7 */
export const sessionClaims: ClaimTable = {
  acr: always('0: below the level of ISO/IEC 29115. 1: at it.', says('session', 'authentication strength')),
  amr: always(
    'How the person proved who they are, such as pwd, otp, fido or mfa.',
    says('session', 'authentication methods'),
  ),
  auth_time: onRequest('When the person last gave credentials.', says('session', 'last authentication')),
  sid: always('The browser session; the same in every token of it.', says('session', 'id')),
  login_hint: onRequest('Picks this account at the next sign-in or sign-out.', says('session', 'account')),
  ipaddr: sinceVersionOne('Address that the person signed in from.', says('request', 'client address')),
  fwd: onRequest('Original address of the client inside a virtual network.', says('request', 'client address')),
  vnet: onRequest('The virtual network that the request came from.', says('request', 'client address')),
  in_corp: sinceVersionOne(
    'The person is inside a named location of the organization.',
    says('tenant', 'namedLocations'),
  ),
  deviceid: always('The device that the person signed in on.', says('session', 'device')),
  platf: always('The platform of that device.', says('session', 'device')),
  ztdid: onRequest('Autopilot id of the device.', says('session', 'device')),
  pwd_exp: sinceVersionOne('When the password ends.', says('user', 'passwordPolicies')),
  pwd_url: sinceVersionOne('Where to change the password.', says('tenant', 'password change address')),
};
