import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { updateUser } from '../../src/directory/index.ts';
import type { TestUser } from '../../src/testing/index.ts';
import { type Arrival, answerTo, errorCodeOf, formAround, has, Person } from '../interop/person.ts';
import { claimsOf, codeOf, openStage, redirectUris, type Stage } from '../interop/stage.ts';

let stage: Stage;
let guest: TestUser;
/** Of the same initials as somebody there is. */
const NOBODY = 'abe.lincoln@entrada.test';
beforeAll(async () => {
  stage = await openStage();
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
  const { tenant } = await stage.platform.createTenant({ domain: 'partner.test' });
  guest = await stage.platform.createUser({ userPrincipalName: 'guest@partner.test' }, tenant.id);
});
afterAll(() => stage.stop());

/** What a page shows, without what is different each time. */
const plain = ({ html }: Arrival, name: string) =>
  html
    .replaceAll(name, 'NAME')
    .replaceAll(`${name.split('@')[0]}<wbr>`, 'NAME<wbr>')
    .replaceAll(/value="[\w.-]{30,}"/g, '')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, '');

async function typed(username: string, passwd: string): Promise<Arrival> {
  const person = new Person(stage.platform);
  const first = await person.visit(stage.authorizeUrl());
  const second = await person.press(first, 'idSIButton9', { loginfmt: username });
  return person.press(second, 'idSIButton9', { passwd });
}

describe('who has an account (user enumeration, CWE-204, CWE-208; OWASP ASVS 6.3.8)', () => {
  it('is told by no page: a name nobody has is answered as a wrong password, and costs as many hashes', async () => {
    const disabled = await stage.platform.createUser({
      userPrincipalName: 'amy.left@entrada.test',
      accountEnabled: false,
    });
    const verify = vi.spyOn(stage.platform.foundation.passwords, 'verify');
    const told: string[] = [];
    for (const name of [stage.ada.userPrincipalName, NOBODY, disabled.userPrincipalName, 'al.lund@nowhere.test']) {
      verify.mockClear();
      told.push(plain(await typed(name, 'Wrong-1'), name));
      expect([name, verify.mock.calls.length]).toEqual([name, 1]);
    }
    // A domain that is nobody’s has no name of an organization on its page; who lives there is still not told.
    expect(new Set(told.slice(0, 3)).size).toBe(1);
    expect(told.every((page) => page.includes('AADSTS50126'))).toBe(true);
    verify.mockRestore();
  });

  it('is not told before the password either: the page that asks for it is the same for everybody of a domain', async () => {
    const pages = await Promise.all(
      [stage.ada.userPrincipalName, NOBODY].map(async (name) => {
        const person = new Person(stage.platform);
        return plain(
          await person.press(await person.visit(stage.authorizeUrl()), 'idSIButton9', { loginfmt: name }),
          name,
        );
      }),
    );
    expect(pages[0]).toBe(pages[1]);
  });

  it('is not told by a hint that a client passes on, with or without a page', async () => {
    for (const prompt of [undefined, 'none']) {
      const told = await Promise.all(
        [stage.ada.userPrincipalName, NOBODY].map(async (login_hint) => {
          const arrival = await new Person(stage.platform).visit(stage.authorizeUrl({ login_hint, prompt }));
          return arrival.location === undefined ? plain(arrival, login_hint) : answerTo(arrival).error;
        }),
      );
      expect(told[0]).toBe(told[1]);
    }
  });

  it('is not told by the user realm', async () => {
    const answers = await Promise.all(
      [stage.ada.userPrincipalName, NOBODY].map(async (name) => {
        const response = await stage.platform.fetch(
          `${stage.platform.baseUrl}/common/UserRealm/${name}?api-version=1.0`,
        );
        return (await response.text()).replaceAll(name, 'NAME');
      }),
    );
    expect(answers[0]).toBe(answers[1]);
  });

  it('a lock tells nothing: names that nobody has lock as well, and locking one keeps nobody else out (account lockout, CWE-645)', async () => {
    const locked = await stage.platform.createUser({ userPrincipalName: 'locked@entrada.test' });
    for (const name of [locked.userPrincipalName, 'phantom@entrada.test']) {
      for (let count = 0; count < 10; count += 1) await typed(name, `Wrong-${count}`);
      expect((await typed(name, locked.password)).html).toContain('AADSTS50053');
    }
    expect(has(await typed(stage.bob.userPrincipalName, stage.bob.password), 'passwordError')).toBe(false);
  });

  it('whoever is locked out stays signed in where they are', async () => {
    const locked = await stage.platform.createUser({ userPrincipalName: 'working@entrada.test' });
    const person = new Person(stage.platform);
    expect(answerTo(await stage.arrive(person, locked))).toHaveProperty('code');
    for (let count = 0; count < 12; count += 1) await typed(locked.userPrincipalName, `Wrong-${count}`);
    expect(answerTo(await person.visit(stage.authorizeUrl({ prompt: 'none' })))).toHaveProperty('code');
  });
});

describe('one person taken for another (nOAuth; OpenID Connect Core §5.7)', () => {
  it('a mail address that its owner may change freely is in no token as a proof of anything', async () => {
    const { stores } = stage.platform.foundation.storage;
    const mallory = await stage.platform.createUser({ userPrincipalName: 'mallory@entrada.test' });
    await updateUser(stage.commands(), mallory.id, { mail: stage.ada.userPrincipalName });
    expect((await stores.users.get(mallory.tenantId, mallory.id))?.mail).toBe(stage.ada.userPrincipalName);
    const { body } = await stage.token(
      stage.redemption(await stage.code(mallory, { scope: `openid profile email ${stage.api.uri}/Orders.Read` })),
    );
    const [mine, hers] = [
      claimsOf(body.id_token),
      claimsOf((await stage.token(stage.redemption(await stage.code(stage.ada)))).body.id_token),
    ];
    expect([mine.sub === hers.sub, mine.oid === hers.oid]).toEqual([false, false]);
    expect(mine.oid).toBe(mallory.id);
    expect(mine).not.toHaveProperty('email_verified', true);
    expect(mine.preferred_username).toBe(mallory.userPrincipalName);
  });

  it('nobody signs in to a tenant that does not know them, whatever they call themselves there', async () => {
    const person = new Person(stage.platform);
    const arrival = await stage.arrive(person, guest);
    expect(arrival.location).toBeUndefined();
    expect(errorCodeOf(arrival)).toBe(50020);
    expect(answerTo(await person.visit(stage.authorizeUrl({ prompt: 'none' })))).not.toHaveProperty('code');
  });

  it('a guest is somebody of the tenant they are guest in, with an object id of its own, and has no password there', async () => {
    const invited = await stage.platform.createGuest(guest);
    const { body } = await stage.token(stage.redemption(await stage.code(guest)));
    const claims = claimsOf(body.access_token);
    expect([claims.tid, claims.oid]).toEqual([stage.platform.tenant.id, invited.id]);
    expect((await typed(invited.userPrincipalName, guest.password)).html).toContain('AADSTS50126');
  });
});

describe('consent that nobody meant to give (RFC 9700 §4.7, §4.16; illicit consent grant; RFC 6819 §4.4.1.4)', () => {
  const wish = () => ({ scope: `openid ${stage.api.uri}/Orders.Write`, redirect_uri: redirectUris.web });
  const granted = async (scope: string) => {
    const person = new Person(stage.platform);
    const again = await stage.arrive(person, stage.bob, wish());
    return !has(again, 'idBtn_Accept') && scope !== '';
  };

  it('is not given from another site, in another browser, by another person, for another client or for more', async () => {
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.bob, wish());
    expect(has(page, 'idBtn_Accept')).toBe(true);
    const { action, fields, button } = formAround(page.html, 'idBtn_Accept');
    const accept = { ...fields, ...button };
    const refused = [
      await person.post(action, accept, { origin: 'https://evil.example' }),
      await person.post(action, accept, { origin: 'null' }),
      await new Person(stage.platform).post(action, accept),
      await person.visit(`${action}?${new URLSearchParams(accept)}`),
      await person.post(action, { ...accept, ctx: `${accept.ctx}A` }),
      await person.post(action, { ...accept, shown: 'A'.repeat(43) }),
      await person.post(`${action}?client_id=${stage.native.appId}`, {
        ...accept,
        shown: '',
        scope: 'Directory.ReadWrite.All',
      }),
    ];
    for (const { location } of refused) expect(location).toBeUndefined();
    expect(await granted('Orders.Write')).toBe(false);
  });

  it('is not skipped: neither prompt nor a handle from before lets a client past it', async () => {
    for (const prompt of ['none', 'login', 'select_account']) {
      const person = new Person(stage.platform);
      await stage.arrive(person, stage.bob);
      const arrival = await stage.arrive(person, stage.bob, { ...wish(), prompt });
      expect(arrival.location === undefined ? {} : answerTo(arrival)).not.toHaveProperty('code');
    }
  });

  it('a name and a publisher are shown as they are: an application that calls itself Microsoft is still not verified', async () => {
    const phish = await stage.platform.createApp({
      displayName: 'Microsoft Office 365 ✓ <b>verified</b>',
      signInAudience: 'AzureADMultipleOrgs',
      web: { redirectUris: ['https://evil.example/callback'] },
    });
    const { tenant, admin } = await stage.platform.createTenant({ domain: 'victim.test' });
    const victim = { ...stage.ada, userPrincipalName: admin.upn, password: admin.password };
    const person = new Person(stage.platform);
    const url = stage.authorizeUrl(
      { client_id: phish.appId, redirect_uri: 'https://evil.example/callback', scope: 'openid User.Read' },
      tenant.id,
    );
    const page = await person.answer(await person.visit(url), victim);
    expect(page.html).toContain('Publisher not verified');
    expect(page.html).toContain('evil.example');
    expect(page.html).not.toContain('<b>verified</b>');
    const { stores } = stage.platform.foundation.storage;
    expect(await stores.servicePrincipals.findByAppId(tenant.id, phish.appId)).toBeUndefined();
  });

  it('a person cannot give what only administrators may, for themselves or for all', async () => {
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.bob, { scope: 'openid Directory.ReadWrite.All' });
    expect(has(page, 'idBtn_Accept')).toBe(false);
    const { stores } = stage.platform.foundation.storage;
    const grants = await stores.permissionGrants.query(stage.platform.tenant.id, { top: 100 });
    expect(grants.items.some(({ scope }) => scope.includes('Directory.ReadWrite.All'))).toBe(false);
  });
});

describe('one tenant taken for another (RFC 9700 §4.4; cross-tenant issuer tricks)', () => {
  it('what is signed in one tenant, for its own client, gives nothing in another', async () => {
    const { tenant } = await stage.platform.createTenant({ domain: 'rival.test' });
    const code = await stage.code(stage.ada);
    for (const segment of [tenant.id, tenant.domain, 'consumers', 'organizations']) {
      const answer = await stage.token(stage.redemption(code), {}, segment);
      expect(codeOf(answer)).not.toBe(0);
      expect(answer.body).not.toHaveProperty('access_token');
    }
    expect(codeOf(await stage.token(stage.redemption(code)))).toBe(0);
  });

  it('an application of one tenant alone is unknown in every other', async () => {
    const { tenant } = await stage.platform.createTenant({ domain: 'stranger.test' });
    const daemon = {
      grant_type: 'client_credentials',
      client_id: stage.web.appId,
      client_secret: stage.web.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    };
    expect(codeOf(await stage.token(daemon, {}, tenant.id))).toBe(700016);
    expect(errorCodeOf(await new Person(stage.platform).visit(stage.authorizeUrl({}, tenant.id)))).toBe(700016);
  });
});
