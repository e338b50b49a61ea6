import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { Redacted } from '../../../src/kernel/index.ts';
import { parseAssertion } from '../../../src/oauth/client-authentication/assertion.ts';
import { decideMaker } from '../../../src/oauth/client-authentication/assertion-maker.ts';
import { requireAssertionTimes } from '../../../src/oauth/client-authentication/assertion-times.ts';
import { requireUserAssertion } from '../../../src/oauth/rules/user-assertion.ts';
import {
  findCertificateSigner,
  issuerOf,
  parseIssuerKeys,
  verifyByIssuer,
  verifyToken,
} from '../../../src/tokens/index.ts';
import { parseJsonObject } from '../../../src/tokens/json-object.ts';
import { makeCertificate, signJws } from '../../certificates.ts';
import { appId, tenantId } from '../../directory/samples.ts';
import { makeIssuerKey, signAsIssuer } from '../../issuer-keys.ts';
import { parserTarget, servedTarget, type Target } from '../target.ts';
import { jsonOf, mutated, nasty } from '../texts.ts';
import { accept } from './parsers.ts';

const BASE_URL = 'https://login.example';
const MEMBERS = [
  'alg',
  'kid',
  'typ',
  'x5t',
  'x5t#S256',
  'x5c',
  'jwk',
  'jku',
  'x5u',
  'crit',
  'b64',
  'zip',
  'iss',
  'sub',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
];

/** A member that somebody changes in a token, and what they change it to. */
const changes = fc.array(
  fc.tuple(
    fc.boolean(),
    fc.constantFrom(...MEMBERS),
    fc.oneof(
      nasty,
      fc.integer(),
      fc.double(),
      fc.constantFrom(
        'none',
        'None',
        'HS256',
        'RS256',
        'PS256',
        'ES256',
        'EdDSA',
        'RSA1_5',
        null,
        true,
        [],
        {},
        undefined,
      ),
      fc.array(nasty, { maxLength: 3 }),
    ),
  ),
  { maxLength: 3 },
);

const encode = (text: string | Buffer) => Buffer.from(text).toString('base64url');

/** Tokens that were good before somebody got hold of them. */
function tamperedWith(good: string): fc.Arbitrary<string> {
  const [head = '', body = '', signature = ''] = good.split('.');
  const [header, claims] = [head, body].map((part) => JSON.parse(Buffer.from(part, 'base64url').toString())) as [
    object,
    object,
  ];
  const members = changes.map((all) => {
    const parts: [Record<string, unknown>, Record<string, unknown>] = [{ ...header }, { ...claims }];
    for (const [inHeader, name, value] of all) parts[inHeader ? 0 : 1][name] = value;
    return `${parts.map((part) => encode(JSON.stringify(part))).join('.')}.${signature}`;
  });
  const texts = fc
    .tuple(mutated(fc.constant(JSON.stringify(header))), mutated(fc.constant(JSON.stringify(claims))))
    .map((parts) => `${parts.map(encode).join('.')}.${signature}`);
  const json = fc.tuple(jsonOf(MEMBERS), jsonOf(MEMBERS)).map((parts) => `${parts.map(encode).join('.')}.${signature}`);
  const signatures = fc
    .oneof(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(new Uint8Array(64), new Uint8Array(256)))
    .map((bytes) => `${head}.${body}.${encode(Buffer.from(bytes))}`);
  const parts = fc
    .array(fc.constantFrom(head, body, signature, '', '.', 'e30', 'bnVsbA'), { maxLength: 6 })
    .map((all) => all.join('.'));
  return fc.oneof(mutated(fc.constant(good)), members, texts, json, signatures, parts, nasty);
}

/** What was signed is all that may be accepted, to the letter. */
function requireUntouched(token: string, good: string): void {
  const signed = (text: string) => text.trim().split('.').slice(0, 2).join('.');
  if (signed(token) !== signed(good)) throw new Error('a token is accepted that nobody signed');
}

/** Everything that reads tokens that strangers send. */
export async function openTokenTargets(): Promise<readonly Target[]> {
  const now = Date.UTC(2026, 5, 1);
  const seconds = now / 1000;
  const validity = { notBefore: now - 86_400_000, notAfter: now + 86_400_000 };
  const [rsa, ec] = await Promise.all([makeCertificate('rsa', validity), makeCertificate('P-256', validity)]);
  const credentials = [rsa, ec].map(({ der, thumbprint }, index) => ({
    keyId: `00000000-0000-4000-8000-00000000000${index}` as never,
    type: 'AsymmetricX509Cert' as const,
    usage: 'Verify' as const,
    key: der.toString('base64'),
    displayName: null,
    customKeyIdentifier: thumbprint.toUpperCase(),
    startDateTime: new Date(now - 86_400_000).toISOString(),
    endDateTime: new Date(now + 86_400_000).toISOString(),
  }));
  const own = {
    aud: `${BASE_URL}/${tenantId}/v2.0`,
    iss: appId,
    sub: appId,
    exp: seconds + 600,
    nbf: seconds,
    jti: 'a',
  };
  const assertions = [
    signJws(
      rsa.privateKey,
      { alg: 'RS256', typ: 'JWT', x5t: Buffer.from(rsa.thumbprint, 'hex').toString('base64url') },
      own,
    ),
    signJws(ec.privateKey, { alg: 'ES256', typ: 'JWT', kid: ec.thumbprint.toUpperCase() }, own),
  ];
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const user = {
    aud: appId,
    iss: issuerOf(BASE_URL, tenantId, 2),
    tid: tenantId,
    oid: '00000000-0000-4000-8000-000000000009',
    ver: '2.0',
    azp: appId,
    scp: 'a',
    nbf: seconds - 300,
    exp: seconds + 3600,
  };
  const access = signJws(privateKey, { alg: 'RS256', typ: 'JWT', kid: 'ours' }, user);
  const outside = makeIssuerKey('one', 'P-256');
  const keys = parseIssuerKeys({ keys: [outside.jwk, makeIssuerKey('two').jwk] }) ?? [];
  const foreign = signAsIssuer(outside, own, { alg: 'ES256' });
  const keyOf = (kid: string) =>
    kid === 'ours' ? createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })) : undefined;

  return [
    ...assertions.map((good, index) =>
      parserTarget(`client-assertion-${index === 0 ? 'rsa' : 'ec'}`, 60, tamperedWith(good), (text) => {
        const assertion = accept(() => parseAssertion(new Redacted(text)));
        if (assertion === undefined) return;
        const maker = accept(() => decideMaker(assertion, appId));
        accept(() => requireAssertionTimes(assertion, now));
        const reading = findCertificateSigner(assertion, credentials, now);
        if (maker === 'client' && reading.ok) requireUntouched(text, good);
      }),
    ),
    parserTarget('access-token', 60, tamperedWith(access), (text) => {
      const verified = verifyToken(text, keyOf, now);
      accept(() =>
        requireUserAssertion(verified, {
          baseUrl: BASE_URL,
          tenant: { id: tenantId },
          client: { appId, identifierUris: [] },
          now,
        }),
      );
      if ('claims' in verified) requireUntouched(text, access);
    }),
    servedTarget('federated-token', 20, tamperedWith(foreign), async (text) => {
      const assertion = accept(() => parseAssertion(new Redacted(text)));
      if (assertion === undefined) return;
      if ((await verifyByIssuer(assertion, keys)) === 'verified') requireUntouched(text, foreign);
    }),
    parserTarget('json-object', 60, jsonOf(['a', 'b', '__proto__']), (text) => {
      const reading = parseJsonObject(Buffer.from(text));
      if (reading.ok && JSON.stringify(JSON.parse(text.toWellFormed())) !== JSON.stringify(reading.value))
        throw new Error('read otherwise');
    }),
    parserTarget('issuer-keys', 40, jsonOf(['keys', 'kty', 'n', 'e', 'crv', 'x', 'y', 'kid', 'alg', 'use']), (text) => {
      const reading = parseJsonObject(Buffer.from(text));
      if (reading.ok) parseIssuerKeys(reading.value);
    }),
  ];
}
