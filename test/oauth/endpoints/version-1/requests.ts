import type { TestApp, TestUser } from '../../../../src/testing/index.ts';
import { type Answers, type Arrival, answerTo, Person } from '../../../interop/person.ts';
import { redirectUris, type Stage, scopeIds, type TokenAnswer } from '../../../interop/stage.ts';

export type Fields = Readonly<Record<string, string | undefined>>;

/** A web client as version 1 wants it: its registration lists the orders API, and says for which scopes. */
export function createListedClient(stage: Stage, ...scopes: (keyof typeof scopeIds)[]): Promise<TestApp> {
  return stage.platform.createApp({
    displayName: 'Shop of the first generation',
    web: { redirectUris: [redirectUris.web], implicitGrantSettings: { enableIdTokenIssuance: true } },
    requiredResourceAccess: [
      {
        resourceAppId: stage.api.appId,
        resourceAccess: scopes.map((scope) => ({ id: scopeIds[scope], type: 'Scope' as const })),
      },
    ],
  });
}

/** The address of an authorize request at the first generation of endpoints. */
export function authorizeUrl(stage: Stage, client: TestApp, parameters: Fields = {}): URL {
  const url = stage.authorizeUrl({
    client_id: client.appId,
    scope: undefined,
    nonce: undefined,
    resource: stage.api.uri,
    ...parameters,
  });
  url.pathname = url.pathname.replace('/v2.0', '');
  return url;
}

/** Signs somebody in on the way of such a request. */
export async function arrive(
  stage: Stage,
  client: TestApp,
  who: TestUser,
  parameters: Fields = {},
  answers: Answers = { consent: 'accept' },
): Promise<Arrival> {
  const person = new Person(stage.platform);
  return person.answer(await person.visit(authorizeUrl(stage, client, parameters)), who, answers);
}

export async function codeOfVersion1(stage: Stage, client: TestApp, who: TestUser, parameters: Fields = {}) {
  const { code, error_description: refusal } = answerTo(await arrive(stage, client, who, parameters));
  if (code === undefined) throw new Error(`no code: ${refusal}`);
  return code;
}

/** Asks the token endpoint of the first generation. */
export async function tokenOfVersion1(
  stage: Stage,
  parameters: Fields,
  headers: Readonly<Record<string, string>> = {},
): Promise<TokenAnswer> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) body.set(name, value);
  const url = `${stage.platform.baseUrl}/${stage.platform.tenant.id}/oauth2/token`;
  const response = await stage.platform.fetch(url, { method: 'POST', body, headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as TokenAnswer['body'],
  };
}

export const proofOf = (client: TestApp): Fields => ({
  client_id: client.appId,
  client_secret: client.clientSecret,
});

export const redemptionBy = (client: TestApp, code: string, parameters: Fields = {}): Fields => ({
  grant_type: 'authorization_code',
  redirect_uri: redirectUris.web,
  code,
  ...proofOf(client),
  ...parameters,
});
