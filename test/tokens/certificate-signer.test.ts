import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyCredential } from '../../src/directory/index.ts';
import type { KeyId } from '../../src/kernel/index.ts';
import { findCertificateSigner, parseCompactJws } from '../../src/tokens/index.ts';
import { makeCertificate, signJws, type TestCertificate } from '../certificates.ts';

const now = Date.now();
const day = 24 * 60 * 60 * 1000;
const rsa = await makeCertificate();
const other = await makeCertificate();
const p256 = await makeCertificate('P-256');
const p384 = await makeCertificate('P-384');
const p521 = await makeCertificate('P-521');
const short = await makeCertificate('short rsa');

const keyId = 'abcdef00-0000-4000-8000-000000000001' as KeyId;
function registered(certificate: TestCertificate, change: Partial<KeyCredential> = {}): KeyCredential {
  return {
    keyId,
    displayName: null,
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    startDateTime: new Date(now - day).toISOString(),
    endDateTime: new Date(now + day).toISOString(),
    customKeyIdentifier: null,
    key: certificate.der.toString('base64'),
    ...change,
  };
}

function find(text: string, credentials: readonly KeyCredential[], at = now) {
  const reading = parseCompactJws(text);
  if (!reading.ok) throw new Error(reading.problem);
  return findCertificateSigner(reading.jws, credentials, at);
}

const claims = { sub: 'me' };
const jws = (header: object, { privateKey } = rsa) => signJws(privateKey, { alg: 'RS256', ...header }, claims);
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const padded = (hex: string) => bytes(hex).toString('base64');
const lines = rsa.der.toString('base64').replace(/(.{64})/g, '$1\n');

describe('the certificate that signed is found (clients reference 4)', () => {
  it.each([
    ['x5t#S256 in base64url', { 'x5t#S256': bytes(rsa.thumbprint256).toString('base64url') }],
    ['x5t#S256 in padded standard base64 (MSAL for Go)', { 'x5t#S256': padded(rsa.thumbprint256) }],
    ['x5t in base64url', { x5t: bytes(rsa.thumbprint).toString('base64url') }],
    ['x5t with padding (az)', { x5t: padded(rsa.thumbprint).replaceAll('+', '-').replaceAll('/', '_') }],
    ['x5t in hex', { x5t: rsa.thumbprint }],
    ['kid in padded base64 (Terraform)', { kid: padded(rsa.thumbprint).replaceAll('+', '-').replaceAll('/', '_') }],
    ['kid in lower-case hex', { kid: rsa.thumbprint }],
    ['kid in upper-case hex', { kid: rsa.thumbprint.toUpperCase() }],
    ['kid in hex of SHA-256', { kid: rsa.thumbprint256.toUpperCase() }],
    ['kid in base64url of SHA-256', { kid: bytes(rsa.thumbprint256).toString('base64url') }],
    ['kid as the id of the credential', { kid: keyId.toUpperCase() }],
    ['kid of the client’s own choice', { kid: 'my key of 2026' }],
    ['x5c as a list', { x5c: [rsa.der.toString('base64'), other.der.toString('base64')] }],
    ['x5c as a list of broken lines (MSAL for Python)', { x5c: [lines] }],
    ['x5c as one text (MSAL for .NET)', { x5c: rsa.der.toString('base64') }],
    ['no hint at all', {}],
    [
      'a hint beside others that point elsewhere',
      { x5t: padded(rsa.thumbprint), jku: 'https://evil.example', jwk: {} },
    ],
  ])('by %s', (_, header) => {
    const entries = [registered(other, { keyId: 'abcdef00-0000-4000-8000-000000000002' as KeyId }), registered(rsa)];
    expect(find(jws(header), entries)).toEqual({
      ok: true,
      credential: entries[1],
      thumbprint: rsa.thumbprint.toUpperCase(),
    });
  });

  it.each([
    ['RS256', rsa],
    ['RS384', rsa],
    ['RS512', rsa],
    ['PS256', rsa],
    ['PS384', rsa],
    ['PS512', rsa],
    ['ES256', p256],
    ['ES384', p384],
    ['ES512', p521],
  ] as const)('signing with %s', (alg, certificate) => {
    expect(find(jws({ alg }, certificate), [registered(certificate)])).toMatchObject({ ok: true });
  });

  it.each([
    ['ES256', p256],
    ['ES384', p384],
    ['ES512', p521],
  ] as const)('signing with %s in ASN.1 (Terraform)', (alg, { privateKey, ...certificate }) => {
    const text = signJws(privateKey, { alg }, claims, 'der');
    expect(find(text, [registered({ privateKey, ...certificate })])).toMatchObject({ ok: true });
  });

  it('where the same certificate is registered a second time, whose time is over', () => {
    const over = registered(rsa, { endDateTime: new Date(now - 1).toISOString() });
    expect(find(jws({ x5t: rsa.thumbprint }), [over, registered(rsa)])).toMatchObject({ ok: true });
  });
});

describe('no other certificate stands for it', () => {
  const refused = (problem: string, thumbprint?: string) => ({ ok: false, problem, thumbprint });
  const shown = rsa.thumbprint.toUpperCase();

  it.each([
    ['an x5t nobody registered', { x5t: rsa.thumbprint }, shown],
    ['an x5c nobody registered', { x5c: [rsa.der.toString('base64')] }, shown],
    ['an x5c that is none', { x5c: [7] }, expect.any(String)],
    ['a kid nobody registered', { kid: rsa.thumbprint }, shown],
    ['a kid of its own', { kid: 'mine' }, 'mine'],
    ['no hint', {}, undefined],
  ])('%s', (_, header, thumbprint) => {
    expect(find(jws(header), [registered(other)])).toEqual(refused('unknownKey', thumbprint));
    expect(find(jws(header), [])).toEqual(refused('unknownKey', thumbprint));
  });

  it('a certificate whose key did not sign', () => {
    expect(find(jws({ x5t: rsa.thumbprint }, other), [registered(rsa), registered(other)])).toEqual(
      refused('signature', shown),
    );
  });

  it('a payload that was changed', () => {
    const [head, , signature] = jws({ x5t: rsa.thumbprint }).split('.');
    const payload = Buffer.from('{"sub":"you"}').toString('base64url');
    expect(find(`${head}.${payload}.${signature}`, [registered(rsa)])).toEqual(refused('signature', shown));
  });

  it.each(['none', 'HS256', 'EdDSA', 'RS1', '__proto__', undefined])('the algorithm %s (RFC 8725 §2.1)', (alg) => {
    const head = Buffer.from(JSON.stringify({ alg, x5t: rsa.thumbprint })).toString('base64url');
    const input = `${head}.${Buffer.from('{}').toString('base64url')}`;
    const forged = createHmac('sha256', rsa.pem).update(input).digest('base64url');
    expect(find(`${input}.${forged}`, [registered(rsa)])).toEqual(refused('algorithm', shown));
  });

  it.each([
    ['RSA with an elliptic curve', 'RS256', p256, rsa],
    ['an elliptic curve with RSA', 'ES256', rsa, p256],
    ['another curve than the algorithm’s', 'ES256', p384, p256],
  ] as const)('%s (RFC 8725 §3.1)', (_, alg, certificate, signer) => {
    const text = signJws(signer.privateKey, { alg, x5t: certificate.thumbprint }, claims);
    expect(find(text, [registered(certificate)])).toMatchObject(refused('key', certificate.thumbprint.toUpperCase()));
  });

  it('an RSA key of 1024 bits (RFC 7518 §3.3)', () => {
    const text = jws({ x5t: short.thumbprint }, short);
    expect(find(text, [registered(short)])).toMatchObject({ ok: false, problem: 'key' });
  });

  it.each([
    ['a key for encryption', { usage: 'Encrypt' }],
    ['a key for signing', { usage: 'Sign' }],
    ['a symmetric key', { type: 'Symmetric' }],
    ['a key without its bytes', { key: null }],
  ])('%s', (_, change) => {
    expect(find(jws({ x5t: rsa.thumbprint }), [registered(rsa, change)])).toEqual(refused('unknownKey', shown));
  });

  it.each([
    ['expired', { endDateTime: new Date(now).toISOString() }],
    ['notYetValid', { startDateTime: new Date(now + 1).toISOString() }],
  ])('a credential that is %s', (problem, change) => {
    expect(find(jws({ x5t: rsa.thumbprint }), [registered(rsa, change)])).toEqual(refused(problem, shown));
    expect(find(jws({}), [registered(rsa, change)])).toEqual(refused(problem));
  });

  it('a certificate that is over, or not begun, by its own word', () => {
    const always = { startDateTime: '2020-01-01T00:00:00Z', endDateTime: '2999-01-01T00:00:00Z' };
    for (const at of [now - 10 * day, now + 60 * day])
      expect(find(jws({ x5t: rsa.thumbprint }), [registered(rsa, always)], at)).toEqual(
        refused('certificateTime', shown),
      );
  });

  it('any bytes for a signature', () => {
    const alg = fc.constantFrom('RS256', 'PS256', 'ES256', 'ES384');
    const signature = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.uint8Array({ minLength: 64, maxLength: 64 }),
      fc.uint8Array({ minLength: 1, maxLength: 80 }).map((rest) => Uint8Array.from([0x30, ...rest])),
    );
    fc.assert(
      fc.property(alg, signature, (name, made) => {
        const head = Buffer.from(JSON.stringify({ alg: name })).toString('base64url');
        const text = `${head}.e30.${Buffer.from(made).toString('base64url')}`;
        expect(
          find(
            text,
            [rsa, p256, p384].map((one) => registered(one)),
          ),
        ).toEqual(refused('unknownKey'));
      }),
    );
  });
});
