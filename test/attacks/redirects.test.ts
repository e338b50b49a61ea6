import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo, errorCodeOf, Person } from '../interop/person.ts';
import { openStage, redirectUris, type Stage } from '../interop/stage.ts';

let stage: Stage;
let person: Person;
beforeAll(async () => {
  stage = await openStage();
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
  // Somebody is signed in and has consented: a code would leave at once.
  person = new Person(stage.platform);
  expect(answerTo(await stage.arrive(person, stage.ada))).toHaveProperty('code');
});
afterAll(() => stage.stop());

/** Addresses that look like the registered one, to a person, a parser or a proxy. */
const tricks: readonly (readonly [string, string])[] = [
  ['another site', 'https://evil.example/signin-oidc'],
  ['the host as a user name', 'https://web.example@evil.example/signin-oidc'],
  ['the host as a user name, encoded', 'https://web.example%40evil.example/signin-oidc'],
  ['a user name before the host', 'https://evil@web.example/signin-oidc'],
  ['a longer host', 'https://web.example.evil.example/signin-oidc'],
  ['a host that ends alike', 'https://evilweb.example/signin-oidc'],
  ['a sub-domain', 'https://evil.web.example/signin-oidc'],
  ['a dot behind the host', 'https://web.example./signin-oidc'],
  ['a backslash', 'https://evil.example\\@web.example/signin-oidc'],
  ['a backslash for a slash', 'https:\\\\evil.example\\signin-oidc'],
  ['a full-width dot', 'https://web。example/signin-oidc'],
  ['a full-width slash', 'https://evil.example／web.example/signin-oidc'],
  ['a letter that looks alike', 'https://wеb.example/signin-oidc'],
  ['a zero-width space', 'https://web.example\u200b/signin-oidc'],
  ['a soft hyphen', 'https://we\u00adb.example/signin-oidc'],
  ['another port', 'https://web.example:8443/signin-oidc'],
  ['the usual port', 'https://web.example:443/signin-oidc'],
  ['plain http', 'http://web.example/signin-oidc'],
  ['a path below', 'https://web.example/signin-oidc/../../evil'],
  ['a path below, encoded', 'https://web.example/signin-oidc/%2e%2e/evil'],
  ['a path below, encoded twice', 'https://web.example/signin-oidc/%252e%252e/evil'],
  ['a slash more', 'https://web.example//signin-oidc'],
  ['a path in capitals', 'https://web.example/SIGNIN-OIDC'],
  ['a letter of the path, encoded', 'https://web.example/signin%2Doidc'],
  ['a path parameter', 'https://web.example/signin-oidc;evil'],
  ['a query', 'https://web.example/signin-oidc?next=https://evil.example'],
  ['an empty query', 'https://web.example/signin-oidc?'],
  ['a fragment', 'https://web.example/signin-oidc#evil'],
  ['an empty fragment', 'https://web.example/signin-oidc#'],
  ['a tabulator', 'https://web.example/\tsignin-oidc'],
  ['a line break', 'https://web.example/signin-oidc\r\nSet-Cookie: a=b'],
  ['a null', 'https://web.example/signin-oidc\0'],
  ['a blank before it', ' https://web.example/signin-oidc'],
  ['a second address', 'https://web.example/signin-oidc,https://evil.example'],
  ['a wildcard', 'https://*.example/signin-oidc'],
  ['script', 'javascript:alert(document.domain)//https://web.example/signin-oidc'],
  ['data', 'data:text/html,<script>alert(1)</script>'],
  ['no scheme', '//evil.example/signin-oidc'],
  ['no host', '/signin-oidc'],
  ['the address of another client', redirectUris.spa],
  ['loopback, which is another client’s', 'http://localhost/'],
];

describe('a redirect URI that nobody registered (RFC 9700 §4.1; RFC 6819 §4.4.1.7)', () => {
  it.each(tricks)('%s: the browser stays here, with and without a page', async (_, redirect_uri) => {
    for (const parameters of [
      { redirect_uri },
      { redirect_uri, prompt: 'none' },
      { redirect_uri, response_mode: 'form_post' },
      { redirect_uri, scope: '\0' },
    ]) {
      const arrival = await person.visit(stage.authorizeUrl(parameters));
      expect(arrival.location).toBeUndefined();
      expect(errorCodeOf(arrival)).toBeDefined();
      expect(arrival.html).not.toMatch(/name="code"|http-equiv="refresh"/);
      expect(arrival.html).not.toContain(`action="${redirect_uri}`);
    }
  });

  it('sent twice, once good and once bad, in one place or two', async () => {
    const url = stage.authorizeUrl();
    for (const name of ['redirect_uri', 'redirect_uri[]', 'Redirect_Uri', 'redirect_uri\0', ' redirect_uri']) {
      const twice = new URL(url);
      twice.searchParams.append(name, 'https://evil.example/');
      const { location } = await person.visit(twice);
      expect(location?.host ?? 'none').not.toContain('evil');
    }
    const body = { ...Object.fromEntries(url.searchParams), redirect_uri: 'https://evil.example/' };
    expect((await person.post(url, body)).location).toBeUndefined();
    const good = await person.post(
      `${url.pathname}?redirect_uri=https://evil.example/`,
      Object.fromEntries(url.searchParams),
    );
    expect(good.location?.host ?? 'none').not.toContain('evil');
  });
});

describe('where browsers are sent (RFC 9700 §4.11, §4.12; CWE-113, CWE-644)', () => {
  it('state is sent back as text: no header, no address and no markup comes of it', async () => {
    for (const state of [
      'a\r\nSet-Cookie: evil=1',
      'a\nLocation: https://evil.example',
      '"><script>alert(1)</script>',
      '#evil',
      '&code=evil',
      '%0d%0aevil: 1',
      '\u2028',
      '\0',
    ]) {
      const { location, headers } = await person.visit(stage.authorizeUrl({ state, prompt: 'none' }));
      expect(location?.origin).toBe('https://web.example');
      expect(location?.searchParams.get('state')).toBe(state);
      expect(location?.searchParams.getAll('code')).toHaveLength(1);
      expect(headers.getSetCookie().join()).not.toContain('evil');
      expect(headers.get('evil')).toBeNull();
      const page = await person.visit(stage.authorizeUrl({ state, prompt: 'none', response_mode: 'form_post' }));
      expect(page.html).not.toContain('<script>alert');
      expect(answerTo(page).state).toBe(state.replaceAll(/\r\n|\r/g, state.includes('\r') ? '\r\n' : '\n'));
    }
  });

  it('the answer to a form is 303, so that a password is never sent on (RFC 9700 §4.12)', async () => {
    const somebody = new Person(stage.platform);
    const arrival = await stage.arrive(somebody, stage.bob);
    expect([arrival.status, arrival.location?.origin]).toEqual([303, 'https://web.example']);
  });

  it('a response mode is not watered down: tokens never travel in a query, nor errors that could have been', async () => {
    for (const response_type of ['code id_token', 'id_token', 'token', 'code token', 'id_token token'])
      for (const response_mode of ['query', 'query.jwt', 'web_message', 'Query']) {
        const { location } = await person.visit(stage.authorizeUrl({ response_type, response_mode, prompt: 'none' }));
        expect(location?.search ?? '').not.toMatch(/token|code=/);
      }
  });

  it('an address that the server makes of the request is ours, whatever host the request names (CWE-644)', async () => {
    const { baseUrl, caPem, tenant } = stage.platform;
    const { hostname, port } = new URL(baseUrl);
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-original-url': '/evil',
      'x-rewrite-url': '/evil',
      forwarded: 'host=evil.example',
    };
    for (const path of [
      `/${tenant.id}/v2.0/.well-known/openid-configuration`,
      '/common/discovery/v2.0/keys',
      '/common/oauth2/v2.0/token',
      '/oidc/userinfo',
      '/metadata/endpoints?api-version=2022-09-01',
    ]) {
      const text = await new Promise<string>((resolve, reject) => {
        const call = request({ hostname, port, path, headers, servername: hostname, ca: caPem }, (response) => {
          let all = JSON.stringify(response.rawHeaders);
          response.on('data', (chunk) => {
            all += String(chunk);
          });
          response.on('end', () => resolve(all));
        });
        call.on('error', reject).end();
      });
      expect(text).not.toContain('evil');
    }
  });
});

describe('what a browser gives away (RFC 9700 §4.2, §4.3)', () => {
  it('no page of ours loads anything from elsewhere, names its address to others, or is kept', async () => {
    const pages = [
      await new Person(stage.platform).visit(stage.authorizeUrl()),
      await person.visit(stage.authorizeUrl({ redirect_uri: 'https://evil.example' })),
      await person.visit(stage.authorizeUrl({ response_mode: 'form_post' })),
      await person.visit('/common/oauth2/v2.0/logout'),
    ];
    for (const { html, headers } of pages) {
      expect(html).not.toMatch(/<(img|script|link|iframe)[^>]+(src|href)="https?:/);
      expect(headers.get('cache-control')).toContain('no-store');
      expect(['no-referrer', 'strict-origin']).toContain(headers.get('referrer-policy'));
    }
    const { headers } = await person.visit(stage.authorizeUrl());
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
  });

  it('no answer with a token, or about one, is kept by a cache (CWE-525; cache poisoning)', async () => {
    const answers = [
      await stage.token(stage.redemption(await stage.code(stage.ada))),
      await stage.token({ grant_type: 'client_credentials', client_id: stage.web.appId, client_secret: 'wrong' }),
    ];
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('vary')).toContain('Origin');
    }
    const { fetch, baseUrl } = stage.platform;
    const cached = await fetch(`${baseUrl}/common/discovery/v2.0/keys?evil=1`, {
      headers: { origin: 'https://evil.example' },
    });
    expect(cached.headers.get('access-control-allow-credentials')).toBeNull();
    expect(await cached.text()).not.toContain('evil');
  });
});
