import { ClientSecretCredential } from '@azure/identity';
import { Client, type GraphError } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphAppId, openStage, redirectUris, type Stage } from './stage.ts';

let stage: Stage;
let graph: Client;
beforeAll(async () => {
  stage = await openStage();
  stage.platform.trust();
  const { baseUrl, tenant, automation } = stage.platform;
  const credential = new ClientSecretCredential(tenant.id, automation.clientId, automation.clientSecret, {
    authorityHost: baseUrl,
    disableInstanceDiscovery: true,
  });
  graph = clientFor(async () => (await credential.getToken('https://graph.microsoft.com/.default')).token);
});
afterAll(() => stage.stop());

/** The configuration that the documentation gives (clients reference 8). */
function clientFor(getAccessToken: () => Promise<string>): Client {
  return Client.initWithMiddleware({
    baseUrl: `${stage.platform.baseUrl}/`,
    defaultVersion: 'v1.0',
    customHosts: new Set(['localhost']),
    authProvider: { getAccessToken },
  });
}

describe('a Graph client with a credential of the Azure SDK', () => {
  it('reads the organization', async () => {
    const { value } = await graph.api('/organization').get();
    expect(value).toMatchObject([{ id: stage.platform.tenant.id, displayName: 'Test' }]);
  });

  it('registers an application, gives it a secret and a service principal; the secret opens the door', async () => {
    const app = await graph.api('/applications').post({ displayName: 'Made by Graph' });
    const { secretText } = await graph.api(`/applications/${app.id}/addPassword`).post({});
    await graph.api('/servicePrincipals').post({ appId: app.appId });
    const answer = await stage.token({
      grant_type: 'client_credentials',
      client_id: app.appId,
      client_secret: secretText,
      scope: `${stage.api.uri}/.default`,
    });
    expect(answer.status).toBe(200);
    const found = await graph.api(`/applications(appId='${app.appId}')`).select('displayName').get();
    expect(found).toMatchObject({ displayName: 'Made by Graph' });
    await graph.api(`/applications/${app.id}`).delete();
    await expect(graph.api(`/applications/${app.id}`).get()).rejects.toMatchObject({
      statusCode: 404,
      code: 'Request_ResourceNotFound',
    } satisfies Partial<GraphError>);
  });

  it('filters, selects, counts and pages', async () => {
    const page = await graph
      .api('/applications')
      .header('ConsistencyLevel', 'eventual')
      .filter("startswith(displayName,'Web')")
      .select(['id', 'displayName'])
      .count(true)
      .top(1)
      .get();
    expect(page).toMatchObject({ '@odata.count': 1, value: [{ displayName: 'Web shop' }] });
    const first = await graph.api('/servicePrincipals').select('displayName').top(2).get();
    const next = await graph.api(String(first['@odata.nextLink'])).get();
    expect(next.value).toHaveLength(2);
    expect(next.value).not.toEqual(first.value);
  });

  it('reads sign-ins: its own is among them, with the key id of the secret that was used', async () => {
    const page = await graph
      .api('/auditLogs/signIns')
      .version('beta')
      .filter(`signInEventTypes/any(t: t eq 'servicePrincipal') and appId eq '${stage.platform.automation.clientId}'`)
      .get();
    const app = await graph.api(`/applications(appId='${stage.platform.automation.clientId}')`).get();
    expect(page.value[0]).toMatchObject({
      appId: stage.platform.automation.clientId,
      clientCredentialType: 'clientSecret',
      servicePrincipalCredentialKeyId: app.passwordCredentials[0].keyId,
      status: { errorCode: 0 },
    });
  });

  it('reads /me for a person, with the token of a person', async () => {
    await stage.consent(stage.web.appId, stage.ada, graphAppId, 'User.Read');
    const code = await stage.code(stage.ada, { scope: 'openid User.Read', redirect_uri: redirectUris.web });
    const { body } = await stage.token(stage.redemption(code));
    const me = await clientFor(async () => String(body.access_token))
      .api('/me')
      .get();
    expect(me).toMatchObject({ id: stage.ada.id, userPrincipalName: stage.ada.userPrincipalName });
  });

  it('is refused without rights, and reads why', async () => {
    const { body } = await stage.token({
      grant_type: 'client_credentials',
      client_id: stage.web.appId,
      client_secret: stage.web.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    });
    const powerless = clientFor(async () => String(body.access_token));
    await expect(powerless.api('/users').get()).rejects.toMatchObject({
      statusCode: 403,
      code: 'Authorization_RequestDenied',
    });
    await expect(
      clientFor(async () => 'no.token.atall')
        .api('/users')
        .get(),
    ).rejects.toMatchObject({
      statusCode: 401,
      code: 'InvalidAuthenticationToken',
    });
  });
});
