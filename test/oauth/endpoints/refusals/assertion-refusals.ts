import type { Stage } from '../../../interop/stage.ts';
import { asDaemon, nobody, type TokenRefusal } from './token-request.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

type Members = Readonly<Record<string, unknown>>;

/** A JWT that is well-formed, with members changed, added or (by undefined) left out, and a signature of nobody. */
function unsigned(stage: Stage, claims: Members = {}, header: Members = {}): string {
  const now = Math.floor(stage.platform.clock.now() / 1000);
  const { appId } = stage.web;
  const parts = [
    { alg: 'PS256', typ: 'JWT', ...header },
    {
      aud: `${stage.platform.baseUrl}/${stage.platform.tenant.id}/oauth2/v2.0/token`,
      iss: appId,
      sub: appId,
      exp: now + 600,
      ...claims,
    },
  ];
  return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.c2ln`;
}

const present =
  (claims: Members = {}, header: Members = {}): TokenRefusal['ask'] =>
  (stage) =>
    presentText(unsigned(stage, claims, header))(stage);

const presentText = (assertion: string): TokenRefusal['ask'] =>
  asDaemon({ client_secret: undefined, client_assertion: assertion, client_assertion_type: JWT_BEARER });

const encode = (text: string): string => Buffer.from(text).toString('base64url');
const badRequest = { error: 'invalid_request' } as const;
const badClient = { error: 'invalid_client', status: 401 } as const;

/** What an assertion has to look like before anybody judges who signed it (RFC 7523 §3; sts reference 6.2). */
export const assertionRefusals: readonly TokenRefusal[] = [
  {
    name: 'an assertion without its type',
    code: 900144,
    ...badRequest,
    ask: asDaemon({ client_secret: undefined, client_assertion: 'e30.e30.e30' }),
  },
  {
    name: 'an assertion bound to a certificate of the connection',
    code: 7000217,
    ...badClient,
    ask: asDaemon({
      client_secret: undefined,
      client_assertion: 'e30.e30.e30',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-pop',
    }),
  },
  { name: 'an assertion that is no JWT', code: 5002738, ...badClient, ask: presentText('secret') },
  { name: 'an assertion of two parts', code: 5002738, ...badClient, ask: presentText('e30.e30') },
  { name: 'an assertion without a signature', code: 5002738, ...badClient, ask: presentText('e30.e30.') },
  { name: 'an assertion whose header is a list', code: 5002738, ...badClient, ask: presentText('W10.e30.c2ln') },
  {
    name: 'an assertion far too long',
    code: 5002738,
    ...badClient,
    ask: presentText(`e30.${'A'.repeat(40_000)}.c2ln`),
  },
  {
    name: 'an assertion that names a claim twice (RFC 7519 §4)',
    code: 50027,
    ...badRequest,
    ask: presentText(`${encode('{"alg":"RS256"}')}.${encode('{"sub":"a","s\\u0075b":"b"}')}.c2ln`),
  },
  { name: 'an assertion with a type of its own', code: 5002727, ...badRequest, ask: present({}, { typ: 'at+jwt' }) },
  { name: 'an assertion that demands an extension', code: 50120, ...badRequest, ask: present({}, { crit: ['b64'] }) },
  { name: 'an assertion over unencoded text (RFC 7797)', code: 50120, ...badRequest, ask: present({}, { b64: false }) },
  { name: 'an assertion without an algorithm', code: 50027, ...badRequest, ask: present({}, { alg: undefined }) },
  { name: 'an assertion with a number for an issuer', code: 50027, ...badRequest, ask: present({ iss: 7 }) },
  { name: 'an assertion with a word for a time', code: 50027, ...badRequest, ask: present({ exp: 'soon' }) },
  { name: 'an assertion without an audience', code: 700028, ...badClient, ask: present({ aud: [] }) },
  { name: 'an assertion that never expires', code: 700028, ...badClient, ask: present({ exp: undefined }) },
  { name: 'an assertion of another client', code: 700021, ...badClient, ask: present({ iss: nobody, sub: nobody }) },
  { name: 'an assertion of the client about another', code: 50048, ...badClient, ask: present({ sub: nobody }) },
  { name: 'an assertion about the client by no issuer', code: 50048, ...badClient, ask: present({ iss: 'me' }) },
  {
    name: 'an assertion of an issuer, for a client that trusts none',
    code: 70021,
    ...badRequest,
    ask: present({ iss: 'https://issuer.example', sub: 'someone' }),
  },
  { name: 'an assertion of a key nobody registered', code: 700027, ...badClient, ask: present() },
];
