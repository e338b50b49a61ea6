import { constants, randomUUID, sign } from 'node:crypto';
import { type Arrival, answerTo, Person } from '../../test/interop/person.ts';
import { fetchOver } from './client-fetch.ts';
import type { RunningEntrada } from './entrada-server.ts';
import type { HttpsClient } from './https-client.ts';
import type { Shop } from './register-shop.ts';
import { formHeaders } from './token-service.ts';

/** Counts how often a browser asks the same. */
const LOOP_COOKIE = '__Host-EntradaLoop';

type Fields = Readonly<Record<string, string>>;

/** Tokens of an answer. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** What the applications of the shop do, over one connection. */
export interface ShopClients {
  /** Opens a browser in which nobody is signed in. */
  newBrowser(): Person;
  /** Goes as far as the page that asks for the password of this name. */
  openPasswordPage(browser: Person, name: string): Promise<Arrival>;
  /** Signs the person in with their password, if they are not, and gives the web application its tokens. */
  signIn(browser: Person): Promise<Tokens>;
  refresh(tokens: Tokens): Promise<void>;
  onBehalfOf(tokens: Tokens): Promise<void>;
  /** A token for the API in the middle in its own name, by an assertion signed beforehand. */
  withCertificate(assertion: string): Promise<void>;
}

/** Makes the clients of one connection. */
export function shopClients(entrada: RunningEntrada, shop: Shop, client: HttpsClient): ShopClients {
  const { web, middle, person } = shop;
  const root = `${entrada.url}/${entrada.tenantId}/oauth2/v2.0`;
  const token = async (fields: Fields): Promise<Tokens> => {
    const body = new URLSearchParams(fields).toString();
    const answer = await client.send({ method: 'POST', url: `${root}/token`, headers: formHeaders, body });
    if (answer.status !== 200) throw new Error(`${fields.grant_type} was answered ${answer.status}: ${answer.body}`);
    return JSON.parse(answer.body) as Tokens;
  };
  const webClient = { client_id: web.appId, client_secret: web.secret };
  const authorizeUrl = `${root}/authorize?${new URLSearchParams({
    client_id: web.appId,
    redirect_uri: web.redirectUri,
    response_type: 'code',
    scope: `openid profile offline_access ${middle.scope}`,
    state: 'state',
    nonce: 'nonce',
  }).toString()}`;
  return {
    newBrowser: () => new Person({ baseUrl: entrada.url, fetch: fetchOver(client) as typeof fetch }),
    async openPasswordPage(browser, name) {
      return browser.press(await browser.visit(authorizeUrl), 'idSIButton9', { loginfmt: name });
    },
    async signIn(browser) {
      // Who signs in as often as this looks like a loop; a person does not.
      browser.cookies.delete(LOOP_COOKIE);
      const { code, error_description: refusal } = answerTo(
        await browser.answer(await browser.visit(authorizeUrl), person),
      );
      if (code === undefined) throw new Error(`No code: ${refusal ?? 'a page that nobody expects'}`);
      return token({ grant_type: 'authorization_code', ...webClient, redirect_uri: web.redirectUri, code });
    },
    async refresh({ refresh_token }) {
      await token({ grant_type: 'refresh_token', ...webClient, refresh_token });
    },
    async onBehalfOf({ access_token }) {
      await token({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        client_id: middle.appId,
        client_secret: middle.secret,
        assertion: access_token,
        scope: shop.downstreamScope,
      });
    },
    async withCertificate(client_assertion) {
      await token({
        grant_type: 'client_credentials',
        client_id: middle.appId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
        scope: shop.downstreamScope,
      });
    },
  };
}

/** Assertions as MSAL makes them (PS256, `x5t#S256`), each good once. They are made beforehand: their cost is the client's. */
export function signAssertions(entrada: RunningEntrada, { middle }: Shop, count: number): string[] {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = part({ alg: 'PS256', typ: 'JWT', 'x5t#S256': middle.thumbprint });
  const now = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, () => {
    const claims = part({
      aud: `${entrada.url}/${entrada.tenantId}/oauth2/v2.0/token`,
      iss: middle.appId,
      sub: middle.appId,
      jti: randomUUID(),
      nbf: now,
      exp: now + 600,
    });
    const key = { key: middle.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    return `${header}.${claims}.${sign('sha256', Buffer.from(`${header}.${claims}`), key).toString('base64url')}`;
  });
}
