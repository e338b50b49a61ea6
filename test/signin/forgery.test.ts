import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo, errorCodeOf, formAround, has, Person } from '../interop/person.ts';
import { openStage, redirectUris, type Stage } from '../interop/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
});
afterAll(() => stage.stop());

const evil = { origin: 'https://evil.example' };

describe('forms of another browser (login CSRF, RFC 9700 §4.7)', () => {
  it('a sign-in that one browser began is not finished in another', async () => {
    const attacker = new Person(stage.platform);
    const page = await attacker.visit(stage.authorizeUrl());
    const victim = new Person(stage.platform);
    await victim.visit(stage.authorizeUrl());
    const { action, fields } = formAround(page.html, 'idSIButton9');
    const refused = await victim.post(action, { ...fields, loginfmt: stage.bob.userPrincipalName });
    expect(errorCodeOf(refused)).toBe(50089);
    expect(errorCodeOf(await new Person(stage.platform).post(action, fields))).toBe(50089);
  });

  it('nor are credentials sent along with a handle of somebody else’s making', async () => {
    const victim = new Person(stage.platform);
    const fields = { loginfmt: stage.bob.userPrincipalName, passwd: stage.bob.password };
    const ways = { step: 'signIn', intent: 'answer' };
    for (const ctx of ['', 'A'.repeat(43)]) {
      const refused = await victim.post(`/${stage.platform.tenant.id}/login`, { ...fields, ...ways, ctx });
      expect(errorCodeOf(refused)).toBe(50089);
    }
    expect([...victim.cookies.keys()]).not.toContain('__Host-EntradaSession');
  });

  it('one handle answers one request: afterwards it is worth nothing', async () => {
    const person = new Person(stage.platform);
    const page = await person.visit(stage.authorizeUrl());
    const { action, fields } = formAround(page.html, 'idSIButton9');
    expect(answerTo(await person.answer(page, stage.ada))).toHaveProperty('code');
    expect(errorCodeOf(await person.post(action, fields))).toBe(50089);
  });
});

describe('forms of another site', () => {
  it.each(['https://evil.example', 'null', 'http://localhost'])('from %s they are refused', async (origin) => {
    const person = new Person(stage.platform);
    const page = await person.visit(stage.authorizeUrl());
    const refused = await person.press(page, 'idSIButton9', { loginfmt: stage.ada.userPrincipalName }, { origin });
    expect(errorCodeOf(refused)).toBe(90023);
  });

  it('signing out asks first, since any site can send a person there', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    const logout = `/${stage.platform.tenant.id}/oauth2/v2.0/logout`;
    const page = await person.visit(logout);
    expect(has(page, 'idSIButton9')).toBe(true);
    const { fields } = formAround(page.html, 'idSIButton9');
    const refused = await person.post(logout, { ...fields, signOutOfAll: 'true' }, evil);
    expect(has(refused, 'idSIButton9')).toBe(true);
    expect(answerTo(await person.visit(stage.authorizeUrl({ prompt: 'none' })))).toHaveProperty('code');
  });

  it('the page that asks counts in its own session only', async () => {
    const [one, other] = [new Person(stage.platform), new Person(stage.platform)];
    await stage.arrive(one, stage.ada);
    await stage.arrive(other, stage.ada);
    const logout = `/${stage.platform.tenant.id}/oauth2/v2.0/logout`;
    const { fields } = formAround((await one.visit(logout)).html, 'idSIButton9');
    await other.post(logout, { ...fields, signOutOfAll: 'true' });
    expect(answerTo(await other.visit(stage.authorizeUrl({ prompt: 'none' })))).toHaveProperty('code');
  });
});

describe('a session that somebody planted (session fixation)', () => {
  it('signing in gives the session a new name, and the old one opens nothing', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    const planted = person.cookies.get('__Host-EntradaSession') ?? '';
    await stage.arrive(person, stage.bob, { prompt: 'login' });
    expect(person.cookies.get('__Host-EntradaSession')).not.toBe(planted);
    const attacker = new Person(stage.platform);
    attacker.cookies.set('__Host-EntradaSession', planted);
    expect(answerTo(await attacker.visit(stage.authorizeUrl({ prompt: 'none' }))).error).toBe('login_required');
  });

  it('a name of the attacker’s choosing never becomes a session', async () => {
    const person = new Person(stage.platform);
    person.cookies.set('__Host-EntradaSession', 'attackers-own-choice-of-a-session-name-000');
    await stage.arrive(person, stage.ada);
    expect(person.cookies.get('__Host-EntradaSession')).not.toContain('attacker');
  });

  it('who signs in again keeps the sid that clients know', async () => {
    const person = new Person(stage.platform);
    const first = answerTo(await stage.arrive(person, stage.ada));
    const again = answerTo(await stage.arrive(person, stage.ada, { prompt: 'login' }));
    expect(again.session_state).toBe(first.session_state);
  });
});

describe('answers to another question', () => {
  it('a button pressed twice does not answer the next page: “Yes” twice does not decline consent', async () => {
    const person = new Person(stage.platform);
    const first = await person.visit(stage.authorizeUrl({ scope: `${stage.api.uri}/Orders.Write` }));
    const password = await person.press(first, 'idSIButton9', { loginfmt: stage.ada.userPrincipalName });
    const stay = await person.press(password, 'idSIButton9', { passwd: stage.ada.password });
    const signInAgain = await person.press(password, 'idSIButton9', { passwd: stage.ada.password });
    expect(has(signInAgain, 'kmsiTitle')).toBe(true);
    expect(has(await person.press(stay, 'idSIButton9'), 'idBtn_Accept')).toBe(true);
    const twice = await person.press(stay, 'idSIButton9');
    expect([twice.location, has(twice, 'idBtn_Accept')]).toEqual([undefined, true]);
  });

  it('nobody skips the password', async () => {
    const person = new Person(stage.platform);
    const page = await person.visit(stage.authorizeUrl());
    for (const step of ['staySignedIn', 'pickAccount', 'consent', 'changePassword', '__proto__']) {
      const { action, fields } = formAround(page.html, 'idSIButton9');
      const ada = `${stage.ada.tenantId}.${stage.ada.id}`;
      const answer = { ...fields, step, account: ada, decision: 'accept', LoginOptions: '1' };
      expect(has(await person.post(action, answer), 'i0116')).toBe(true);
    }
    const picked = await person.press(page, 'idSIButton9', { account: `${stage.ada.tenantId}.${stage.ada.id}` });
    expect(has(picked, 'i0116')).toBe(true);
  });
});

describe('where a browser may be sent', () => {
  it.each([
    ['another site', 'https://evil.example/'],
    ['another site without a scheme', '//evil.example/'],
    ['script', 'javascript:alert(1)'],
    ['a path below a registered one', `${redirectUris.web}/more`],
    ['a registered one with a query', `${redirectUris.web}?next=https://evil.example`],
  ])('after signing out not to %s', async (_, wanted) => {
    const person = new Person(stage.platform);
    const url = new URL(`/${stage.platform.tenant.id}/oauth2/v2.0/logout`, stage.platform.baseUrl);
    url.searchParams.set('post_logout_redirect_uri', wanted);
    url.searchParams.set('client_id', stage.web.appId);
    const arrival = await person.visit(url);
    expect([arrival.status, arrival.location]).toEqual([200, undefined]);
    expect(arrival.html).not.toContain(wanted);
  });

  it('not by a Host header of the caller’s choice', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    const paths = [
      stage.authorizeUrl().href.slice(stage.platform.baseUrl.length),
      '/common/v2.0/.well-known/openid-configuration',
      '/common/oauth2/v2.0/logout',
      '/nothing/here',
    ];
    for (const path of paths) {
      const answered = Promise.withResolvers<IncomingMessage>();
      const { hostname, port } = new URL(stage.platform.baseUrl);
      const options = { hostname, port, path, headers, servername: hostname, ca: stage.platform.caPem };
      request(options, answered.resolve).on('error', answered.reject).end();
      const answer = await answered.promise;
      let text = JSON.stringify(answer.rawHeaders);
      for await (const chunk of answer) text += String(chunk);
      expect(text.includes('evil.example')).toBe(false);
    }
  });
});

describe('headers of pages', () => {
  it('no frame, no sniffing, no cache, no script but our own, no address given away', async () => {
    const person = new Person(stage.platform);
    const pages = [
      await person.visit(stage.authorizeUrl()),
      await person.visit(stage.authorizeUrl({ client_id: 'x' })),
      await stage.arrive(person, stage.ada, { scope: `${stage.api.uri}/Orders.Write` }),
      await person.visit('/common/oauth2/v2.0/logout'),
      await person.visit('/error?code=50011'),
    ];
    for (const { headers } of pages) {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('referrer-policy')).toBe('strict-origin');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('cookies are out of reach of scripts, of plain http and of other hosts; the browser’s own never leaves this site', async () => {
    const person = new Person(stage.platform);
    const first = await person.visit(stage.authorizeUrl());
    const password = await person.press(first, 'idSIButton9', { loginfmt: stage.ada.userPrincipalName });
    const signedIn = await person.press(password, 'idSIButton9', { passwd: stage.ada.password });
    expect(first.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-EntradaBrowser=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    ]);
    expect(signedIn.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-EntradaSession=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=None$/),
    ]);
  });

  it('the answer to a frame of another site is a bare redirect (silent sign-in)', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    const { status, headers, html } = await person.visit(
      stage.authorizeUrl({ prompt: 'none', response_mode: 'fragment' }),
    );
    expect([status, html, headers.get('x-frame-options')]).toEqual([303, '', null]);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});
