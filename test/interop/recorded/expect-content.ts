import { expect } from 'vitest';
import type { Fixture } from './fixture.ts';
import { type Reader, readers } from './readers.ts';
import { refused } from './refused.ts';
import type { Exchange, Replay } from './replay.ts';

/** Holds every answer of a replay against what the client makes of it. */
export function expectContent(fixture: Fixture, { exchanges, values }: Replay): void {
  const [client = '', flow = ''] = fixture.name.split('/');
  const reader = readers[client];
  if (reader === undefined) throw new Error(`nobody knows what ${client} reads`);
  for (const [index, exchange] of exchanges.entries()) {
    const isPending = flow === 'device-code' && isFirstPoll(exchanges, index);
    const kind = isPending ? 'error' : kindOf(exchange, flow);
    const place = `${fixture.name}, request ${index + 1} (${kind})`;
    expectHeaders(exchange, place);
    expectStatus(exchange, kind === 'error', place);
    if (kind !== 'metadata') expectShape(reader, kind, exchange, place);
    if (isPending) expect(exchange.body.error, place).toBe('authorization_pending');
    if (kind === 'error' && !isPending) expect(exchange.body.error_codes, place).toEqual([refused[flow]]);
    if (kind === 'discovery') expectDiscovery(exchange, values, place);
    if (kind === 'person') expectPerson(exchange, values, place);
    if (kind === 'metadata') expectMetadata(exchange, place);
  }
}

function kindOf({ path, fields }: Exchange, flow: string): keyof Reader | 'metadata' {
  if (path.endsWith('/openid-configuration')) return 'discovery';
  if (path === '/metadata/endpoints') return 'metadata';
  if (path.endsWith('/devicecode')) return 'device';
  if (path.toLowerCase().includes('/userrealm/')) return 'userRealm';
  if (flow in refused) return 'error';
  return fields.get('grant_type') === 'client_credentials' ? 'application' : 'person';
}

/** The person has not come yet when the device asks for the first time. */
function isFirstPoll(exchanges: readonly Exchange[], index: number): boolean {
  const polls = exchanges.filter(({ fields }) => fields.has('device_code'));
  return exchanges[index] === polls[0];
}

function expectStatus({ status, body }: Exchange, isError: boolean, place: string): void {
  const why = `${place}: ${JSON.stringify(body).slice(0, 300)}`;
  if (isError) expect([400, 401], why).toContain(status);
  else expect(status, why).toBe(200);
}

/** Python's and .NET's libraries go by the type; .NET compares the id that comes back; a Retry-After stops all of them for a minute. */
function expectHeaders({ headers, answerHeaders }: Exchange, place: string): void {
  expect(answerHeaders.get('content-type'), place).toMatch(/^application\/json/);
  expect(answerHeaders.get('retry-after'), place).toBeNull();
  if (headers['return-client-request-id'] === 'true')
    expect(answerHeaders.get('client-request-id'), place).toBe(headers['client-request-id']);
}

function expectShape(reader: Reader, kind: keyof Reader, { body }: Exchange, place: string): void {
  const read = reader[kind].safeParse(body);
  expect(read.error?.issues ?? [], place).toEqual([]);
}

/** The CLI takes the tenant's id out of the issuer's path; the libraries compare its origin with the authority's. */
function expectDiscovery({ body }: Exchange, values: Replay['values'], place: string): void {
  const issuer = new URL(String(body.issuer));
  expect(issuer.origin, place).toBe(values.get('host'));
  expect(new URL(String(body.token_endpoint)).origin, place).toBe(values.get('host'));
}

function expectPerson({ body, fields }: Exchange, values: Replay['values'], place: string): void {
  const claims = JSON.parse(Buffer.from(String(body.id_token).split('.')[1] ?? '', 'base64url').toString('utf8'));
  expect(claims.aud, place).toBe(fields.get('client_id'));
  if (claims.nonce !== undefined) expect(claims.nonce, place).toBe(values.get('nonce'));
  const info = JSON.parse(Buffer.from(String(body.client_info), 'base64url').toString('utf8'));
  expect(info, place).toMatchObject({ uid: values.get('userId'), utid: values.get('tenant') });
  // What the client asked for is what it looks tokens up by; OpenID scopes and offline_access it leaves out.
  const granted = String(body.scope).split(' ');
  const asked = (fields.get('scope') ?? '').split(' ').filter((scope) => scope.includes('/'));
  for (const scope of asked) expect(granted, place).toContain(scope);
}

function expectMetadata({ body }: Exchange, place: string): void {
  expect(body, place).toMatchObject({
    name: expect.any(String),
    resourceManager: expect.stringMatching(/^https:/),
    microsoftGraphResourceId: expect.stringMatching(/^https:.*[^/]$/),
    authentication: { loginEndpoint: expect.stringMatching(/^https:.*[^/]$/), audiences: [expect.any(String)] },
    suffixes: expect.any(Object),
  });
}
