import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../../src/testing/index.ts';
import { Person } from './person.ts';
import { graphAppId, openStage, type Stage } from './stage.ts';

const site = 'https://site.example';
let stage: Stage;
let shop: TestApp;
beforeAll(async () => {
  stage = await openStage();
  stage.platform.trust();
  shop = await stage.platform.createApp({
    displayName: 'Site with Auth.js',
    signInAudience: 'AzureADMultipleOrgs',
    web: { redirectUris: [`${site}/auth/callback/microsoft-entra-id`] },
  });
  await stage.consent(shop.appId, stage.ada, graphAppId, 'openid', 'profile', 'email', 'User.Read');
});
afterAll(() => stage.stop());

/** What is used of the library. Its own types bring those of the browser along, which contradict the runtime's. */
interface AuthJs {
  readonly Auth: (request: Request, config: object) => Promise<Response>;
  readonly MicrosoftEntraID: (config: object) => object;
}

async function loadLibrary(): Promise<AuthJs> {
  const require = createRequire(import.meta.url);
  const { Auth } = await import(pathToFileURL(require.resolve('@auth/core')).href);
  const { default: MicrosoftEntraID } = await import(
    pathToFileURL(require.resolve('@auth/core/providers/microsoft-entra-id')).href
  );
  return { Auth, MicrosoftEntraID };
}

/** The site's handler and its visitor, who keeps the site's cookies. */
async function openSite(issuer: string) {
  const { Auth, MicrosoftEntraID } = await loadLibrary();
  const config = {
    basePath: '/auth',
    secret: 'a secret of the site',
    trustHost: true,
    providers: [
      MicrosoftEntraID({
        clientId: shop.appId,
        clientSecret: shop.clientSecret,
        issuer,
        // Its own asks graph.microsoft.com for a picture.
        profile: ({ sub, name, email }: Readonly<Record<string, string>>) => ({ id: sub, name, email }),
      }),
    ],
  };
  const cookies = new Map<string, string>();
  return async (path: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const headers = new Headers({ cookie: [...cookies].map((pair) => pair.join('=')).join('; ') });
    const init = form === undefined ? { headers } : { headers, method: 'POST', body: new URLSearchParams(form) };
    const response = await Auth(new Request(new URL(path, site), init), config);
    for (const line of response.headers.getSetCookie()) {
      const [name = '', ...value] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value.join('='));
    }
    return response;
  };
}

describe.each([
  ['the tenant', () => stage.platform.tenant.id],
  ['common', () => 'common'],
])('Auth.js with the issuer of %s', (_, authority) => {
  it('signs in by its Microsoft Entra ID provider, with the secret by Basic', async () => {
    const ask = await openSite(`${stage.platform.baseUrl}/${authority()}/v2.0`);
    const { csrfToken } = (await (await ask('/auth/csrf')).json()) as { readonly csrfToken: string };
    const begun = await ask('/auth/signin/microsoft-entra-id', { csrfToken, callbackUrl: `${site}/welcome` });
    const person = new Person(stage.platform);
    const first = await person.visit(begun.headers.get('location') ?? '');
    const { location } = await person.answer(first, stage.ada);
    expect(location?.origin).toBe(site);
    const back = await ask(`${location?.pathname}${location?.search}`);
    expect(back.headers.get('location')).toBe(`${site}/welcome`);
    const session = (await (await ask('/auth/session')).json()) as { readonly user?: object };
    expect(session.user).toMatchObject({ name: 'Ada Lovelace' });
  });
});
