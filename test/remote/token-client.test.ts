import { describe, expect, it } from 'vitest';
import { ManualClock, Redacted } from '../../src/kernel/index.ts';
import { createTokenClient, keepApplicationToken, locateTenant, TokenRefusal } from '../../src/remote/index.ts';
import { type ScriptedAnswer, scriptedTransport } from './scripted-transport.ts';

const tenant = locateTenant('https://localhost:8443', 'entrada.test');
const client = { clientId: 'client-1', clientSecret: new Redacted('a+b=c&d') };
const granted = { access_token: 'at', token_type: 'Bearer', expires_in: 3599 };

const clientOf = (answer: ScriptedAnswer) => {
  const transport = scriptedTransport(() => answer);
  return { tokens: createTokenClient(tenant, transport), seen: transport.seen };
};

describe('the token endpoint as a client sees it', () => {
  it('gets a token for the application itself, its secret encoded as a form field (RFC 6749 §4.4)', async () => {
    const { tokens, seen } = clientOf({ body: granted });
    const answer = await tokens.requestForApplication(client, 'api://orders/.default');
    expect(answer.accessToken.reveal()).toBe('at');
    expect(answer.expiresInSeconds).toBe(3599);
    expect(seen[0]?.line).toBe('POST /entrada.test/oauth2/v2.0/token');
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.request.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client-1',
      client_secret: 'a+b=c&d',
      scope: 'api://orders/.default',
    });
  });

  it.each([
    ['a public client', undefined],
    ['a confidential client', new Redacted('s3cret')],
  ])('redeems a code with its verifier as %s (RFC 7636 §4.5)', async (_, clientSecret) => {
    const { tokens, seen } = clientOf({ body: { ...granted, expires_in: '3599' } });
    const redemption = {
      clientId: 'client-1',
      clientSecret,
      code: new Redacted('code'),
      redirectUri: 'http://localhost:5000',
      codeVerifier: new Redacted('verifier'),
      scope: 'openid',
    };
    expect((await tokens.redeemCode(redemption)).expiresInSeconds).toBe(3599);
    const form = new URLSearchParams(seen[0]?.request.body);
    expect(form.get('grant_type')).toBe('authorization_code');
    expect(form.get('code_verifier')).toBe('verifier');
    expect(form.get('client_secret')).toBe(clientSecret?.reveal() ?? null);
  });

  it('tells a refusal with its codes and ids, and the description without repeating them', async () => {
    const { tokens } = clientOf({
      status: 401,
      body: {
        error: 'invalid_client',
        error_description:
          'AADSTS7000215: Invalid client secret provided. Trace ID: t-1 Correlation ID: c-1 Timestamp: 2026-11-21 00:00:00Z',
        error_codes: [7000215],
        trace_id: 't-1',
        correlation_id: 'c-1',
      },
    });
    const refusal: unknown = await tokens.requestForApplication(client, 'x').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TokenRefusal);
    expect(refusal).toMatchObject({
      message: 'AADSTS7000215: Invalid client secret provided.',
      facts: { status: 401, error: 'invalid_client', aadstsCodes: [7000215], traceId: 't-1', correlationId: 'c-1' },
    });
  });

  it.each([
    ['a page of a proxy', 200, '<html>Please sign in</html>'],
    ['a success without a token', 200, '{}'],
    ['a failure without an error', 502, '{"message":"bad gateway"}'],
    ['nothing', 200, ''],
  ])('does not take %s for an answer', async (_, status, body) => {
    const { tokens } = clientOf({ status, body });
    await expect(tokens.requestForApplication(client, 'x')).rejects.toMatchObject({ code: 'AnswerUnexpected' });
  });

  it('shows no token when an answer is printed', async () => {
    const { tokens } = clientOf({ body: granted });
    expect(JSON.stringify(await tokens.requestForApplication(client, 'x'))).not.toContain('"at"');
  });
});

describe('a token kept for Graph', () => {
  it('is asked for once, and again a minute before it ends', async () => {
    const clock = new ManualClock();
    const { tokens, seen } = clientOf({ body: { ...granted, expires_in: 600 } });
    const token = keepApplicationToken(tokens, client, 'x', clock);
    await token();
    clock.advance(539_000);
    await token();
    expect(seen).toHaveLength(1);
    clock.advance(1_000);
    expect((await token()).reveal()).toBe('at');
    expect(seen).toHaveLength(2);
  });
});
