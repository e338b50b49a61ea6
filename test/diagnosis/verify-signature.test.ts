import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeToken, verifySignature } from '../../src/diagnosis/index.ts';
import { scriptedTransport } from '../remote/scripted-transport.ts';
import { applicationToken, tokenOf } from './sample-tokens.ts';

const authority = 'https://localhost:8443';
let key: CryptoKey;
let published: JWK;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  key = pair.privateKey;
  published = { ...(await exportJWK(pair.publicKey)), kid: 'key-1', use: 'sig' };
});

const sign = (claims: object, header: object = {}) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'RS256', kid: 'key-1', ...header })
    .sign(key);

const issuerWith = (keys: readonly JWK[]) =>
  scriptedTransport(({ line, request }) => {
    const issuer = new URL(request.url).origin;
    if (line.endsWith('/.well-known/openid-configuration')) {
      return { body: { issuer, jwks_uri: `${issuer}/keys` } };
    }
    return line === 'GET /keys' ? { body: { keys } } : undefined;
  });

async function verdict(token: string, transport = issuerWith([published])) {
  return { ...(await verifySignature(transport, decodeToken(token), authority)), seen: transport.seen };
}

describe('a signature', () => {
  it('is verified with the key that its issuer publishes', async () => {
    const token = await sign(applicationToken);
    const { status, seen } = await verdict(token);
    expect(status).toBe('verified');
    expect(seen.map(({ line }) => line)).toEqual([
      `GET ${new URL(applicationToken.iss).pathname}/.well-known/openid-configuration`,
      'GET /keys',
    ]);
    expect(JSON.stringify(seen), 'the token goes nowhere').not.toContain(token.split('.')[2]);
  });

  it('is wrong when a claim was changed', async () => {
    const [header, , signature] = (await sign(applicationToken)).split('.');
    const forged = tokenOf({ ...applicationToken, roles: ['Everything'] }).split('.')[1];
    expect(await verdict(`${header}.${forged}.${signature}`)).toMatchObject({ status: 'forged' });
  });

  it.each(['none', 'HS256', undefined])('proves nothing with the algorithm %s (RFC 8725 §3.1)', async (alg) => {
    const { status, seen } = await verdict(tokenOf(applicationToken, { alg, kid: 'key-1' }));
    expect(status).toBe('forged');
    expect(seen).toEqual([]);
  });

  it.each([
    ['https://evil.example/tenant/v2.0'],
    ['http://login.microsoftonline.com/tenant/v2.0'],
    ['https://login.microsoftonline.com.evil.example/tenant/v2.0'],
    ['file:///etc/passwd'],
  ])('is not even looked at when anybody could be its issuer: %s', async (iss) => {
    const { status, seen } = await verdict(await sign({ ...applicationToken, iss }));
    expect(status).toBe('unchecked');
    expect(seen).toEqual([]);
  });

  it('of Microsoft is checked wherever the platform is', async () => {
    const token = await sign({ ...applicationToken, iss: 'https://sts.windows.net/tenant/' });
    expect(await verdict(token)).toMatchObject({ status: 'verified' });
  });

  it('stays unchecked when the key is gone', async () => {
    const { status, seen } = await verdict(await sign(applicationToken), issuerWith([{ ...published, kid: 'other' }]));
    expect(status).toBe('unchecked');
    expect(seen).toHaveLength(2);
  });

  it('stays unchecked when the issuer does not answer as one', async () => {
    const silent = scriptedTransport(() => ({ status: 500, body: 'oops' }));
    expect(await verdict(await sign(applicationToken), silent)).toMatchObject({ status: 'unchecked' });
  });

  it('stays unchecked where only the API can restore what was signed (sts reference 5.1)', async () => {
    const [, payload, signature] = (await sign(applicationToken)).split('.');
    const [header] = tokenOf({}, { alg: 'RS256', kid: 'key-1', nonce: 'abc' }).split('.');
    expect(await verdict(`${header}.${payload}.${signature}`)).toMatchObject({
      status: 'unchecked',
      reason: expect.stringContaining('nonce'),
    });
  });

  it.each([undefined, 7, 'no address'])('stays unchecked where the issuer is %j', async (iss) => {
    expect(await verdict(await sign({ ...applicationToken, iss }))).toMatchObject({ status: 'unchecked' });
  });
});
