import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../src/kernel/index.ts';
import { KeyringFault } from '../../src/keyring/index.ts';
import { refusal } from '../../src/oauth/index.ts';
import { startServer } from './fixture.ts';

const bug = new InvariantError('the canary sings');
const throwing = (error: unknown) => async () => {
  throw error;
};

const asPage = (error: unknown) => ({ signIn: { authorize: throwing(error) } as never });
const asGraph = (error: unknown) => ({ graph: throwing(error) });
const asDocument = (error: unknown) => ({
  oauth: {
    facts: { loadTenantByDomain: throwing(error), loadTenant: throwing(error) } as never,
  },
});

describe('a bug', () => {
  it('is told to the log with all there is, and to the caller by ids alone', async () => {
    const { call, told } = await startServer(asPage(bug));
    const answer = await call('/common/oauth2/v2.0/authorize');
    expect(answer.status).toBe(500);
    expect(told.failures).toEqual([bug]);
    expect(answer.body).not.toContain('canary');
  });

  it('is a page where a person looks on', async () => {
    const { call, told } = await startServer(asPage(bug));
    const answer = await call('/common/oauth2/v2.0/authorize');
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.body).toContain(told.requests[0]?.facts.correlationId);
  });

  it('is the JSON of the token service on its documents (AADSTS50000)', async () => {
    const { call } = await startServer(asDocument(bug));
    const answer = await call('/contoso.example/v2.0/.well-known/openid-configuration');
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toMatchObject({ error: 'server_error', error_codes: [50000] });
  });

  it('is the JSON of Graph on Graph', async () => {
    const { call, told } = await startServer(asGraph(bug));
    const answer = await call('/v1.0/users');
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toEqual({
      error: {
        code: 'InternalServerError',
        message: expect.any(String),
        innerError: {
          date: '2026-01-02T03:04:05',
          'request-id': told.requests[0]?.facts.requestId,
          'client-request-id': told.requests[0]?.facts.correlationId,
        },
      },
    });
  });
});

describe('a passing failure is answered 503', () => {
  const full = new KeyringFault('PasswordQueueFull', 'Too many sign-ins at this moment. Try again shortly.');

  it('when too many passwords wait, which is no bug', async () => {
    const { call, told } = await startServer(asPage(full));
    expect((await call('/common/oauth2/v2.0/authorize')).status).toBe(503);
    expect(told.failures).toEqual([]);
  });

  it('when what the server needs cannot be reached, which an operator must see', async () => {
    const gone = new Error('the database went away');
    const { call, told } = await startServer(asGraph(gone), { isTransient: (error) => error === gone });
    const answer = await call('/beta/users');
    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'ServiceUnavailable' } });
    expect(told.failures).toEqual([gone]);
  });

  it('in the words of the token service (AADSTS50033)', async () => {
    const { call } = await startServer(asDocument(full));
    const answer = await call('/contoso.example/discovery/v2.0/keys');
    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.body)).toMatchObject({ error: 'temporarily_unavailable', error_codes: [50033] });
  });
});

it('a refusal of a document has the body and status of its AADSTS code', async () => {
  const { call, told } = await startServer(asDocument(refusal(90002, { tenant: 'contoso.example' })));
  const answer = await call('/contoso.example/v2.0/.well-known/openid-configuration');
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body)).toMatchObject({
    error: 'invalid_request',
    error_codes: [90002],
    timestamp: '2026-01-02 03:04:05Z',
    trace_id: told.requests[0]?.facts.requestId,
  });
  expect(told.failures).toEqual([]);
});
