import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ServicePrincipal } from '../../../src/directory/index.ts';
import type { TestApp } from '../../../src/testing/index.ts';
import { claimsOf, codeOf } from '../../interop/stage.ts';
import { EXCHANGE, type FederatedScene, issuers, openFederatedScene } from './federated-scene.ts';

let scene: FederatedScene;
beforeAll(async () => {
  scene = await openFederatedScene();
});
beforeEach(() => {
  scene.server.asked.length = 0;
});
afterAll(() => scene?.stop());

describe('tokens of this very platform', () => {
  const issuerOf = (tenantId: string, version = 'v2.0') => `${scene.stage.platform.baseUrl}/${tenantId}/${version}`;

  /** A token that an application of the platform got for the exchange. */
  async function exchangeToken(app: TestApp): Promise<string> {
    const { body } = await scene.stage.token({
      grant_type: 'client_credentials',
      client_id: app.appId,
      client_secret: app.clientSecret,
      scope: `${EXCHANGE}/.default`,
    });
    expect(body).toHaveProperty('access_token');
    return String(body.access_token);
  }

  /** Changes what no command changes: managed identities belong to the resource that has them. */
  async function changeInstance(app: TestApp, members: Partial<ServicePrincipal>): Promise<void> {
    const { storage } = scene.stage.platform.foundation;
    const instance = await storage.stores.servicePrincipals.get(scene.stage.platform.tenant.id, app.servicePrincipalId);
    if (instance === undefined) throw new Error('the application has an instance');
    await storage.unitOfWork.run((stores) => stores.servicePrincipals.update({ ...instance, ...members }));
  }

  /** An application whose instance is a managed identity. */
  async function managedIdentity(): Promise<TestApp> {
    const app = await scene.stage.platform.createApp({ displayName: 'Identity' });
    await changeInstance(app, { servicePrincipalType: 'ManagedIdentity' });
    return app;
  }

  it('let in where a managed identity of the same tenant got them', async () => {
    const { tenant } = scene.stage.platform;
    const identity = await managedIdentity();
    const { app } = await scene.federated({ issuer: issuerOf(tenant.id), subject: identity.servicePrincipalId });
    const token = await exchangeToken(identity);
    expect(codeOf(await scene.present(app, token))).toBe(0);
    await changeInstance(identity, { accountEnabled: false });
    expect(codeOf(await scene.present(app, token))).toBe(700226);
  });

  it('do not let in where another application got them', async () => {
    const { app } = await scene.federated({
      issuer: issuerOf(scene.stage.platform.tenant.id),
      subject: scene.stage.web.servicePrincipalId,
    });
    expect(codeOf(await scene.present(app, await exchangeToken(scene.stage.web)))).toBe(700226);
  });

  it('do not let in as another managed identity, or for another audience', async () => {
    const { tenant } = scene.stage.platform;
    const [identity, other] = [await managedIdentity(), await managedIdentity()];
    const { app } = await scene.federated({ issuer: issuerOf(tenant.id), subject: identity.servicePrincipalId });
    expect(codeOf(await scene.present(app, await exchangeToken(other)))).toBe(700213);
    const { body } = await scene.stage.token({
      grant_type: 'client_credentials',
      client_id: identity.appId,
      client_secret: identity.clientSecret,
      scope: `${scene.stage.api.uri}/.default`,
    });
    expect(codeOf(await scene.present(app, String(body.access_token)))).toBe(700212);
  });

  it('do not let in where a person got them', async () => {
    const { tenant, clock } = scene.stage.platform;
    await scene.stage.consent(scene.stage.web.appId, scene.stage.ada, scene.stage.api.appId, 'Orders.Read');
    const { body } = await scene.stage.token(scene.stage.redemption(await scene.stage.code(scene.stage.ada)));
    expect(clock.now()).toBeGreaterThan(0);
    const { app } = await scene.federated({
      issuer: issuerOf(tenant.id),
      subject: String(claimsOf(body.access_token).sub),
    });
    expect(codeOf(await scene.present(app, String(body.access_token)))).toBe(700229);
    expect(codeOf(await scene.present(app, String(body.id_token)))).toBe(700229);
  });

  it('do not let in where a federated credential got them', async () => {
    const { tenant } = scene.stage.platform;
    const { app: first } = await scene.federated({});
    const { body } = await scene.present(first, scene.tokenOf({ iss: issuers.github }), {
      scope: `${EXCHANGE}/.default`,
    });
    expect(claimsOf(body.access_token)).toMatchObject({ fic: true });
    const { app } = await scene.federated({ issuer: issuerOf(tenant.id), subject: first.servicePrincipalId });
    expect(codeOf(await scene.present(app, String(body.access_token)))).toBe(700231);
  });

  it('do not let in from another tenant', async () => {
    const other = await scene.stage.platform.createTenant({ domain: 'other.test' });
    const issuer = issuerOf(other.tenant.id);
    const { body } = await scene.stage.token(
      {
        grant_type: 'client_credentials',
        client_id: other.automation.clientId,
        client_secret: other.automation.clientSecret,
        scope: `${EXCHANGE}/.default`,
      },
      {},
      other.tenant.id,
    );
    expect(claimsOf(body.access_token)).toMatchObject({ iss: issuer });
    const { app } = await scene.federated({ issuer });
    expect(codeOf(await scene.present(app, String(body.access_token)))).toBe(700236);
  });

  it('do not let in of version 1, or of any other address here', async () => {
    const { tenant, baseUrl } = scene.stage.platform;
    for (const iss of [
      `${baseUrl}/${tenant.id}/`,
      `${baseUrl}/common/v2.0`,
      baseUrl,
      `${baseUrl}/${tenant.id}/v2.0/`,
    ]) {
      const { app } = await scene.federated({ issuer: iss });
      expect(codeOf(await scene.present(app, scene.tokenOf({ iss })))).toBe(700222);
    }
    const { app } = await scene.federated({ issuer: `${baseUrl}/${tenant.id}/` });
    const graphToken = await scene.stage.platform.getAutomationToken();
    expect(codeOf(await scene.present(app, graphToken))).toBe(700222);
  });

  it('are verified by the platform’s own keys', async () => {
    const iss = issuerOf(scene.stage.platform.tenant.id);
    const { app } = await scene.federated({ issuer: iss });
    const [published] = scene.stage.platform.foundation.keyring.publicKeys();
    for (const kid of ['one', published?.kid]) {
      expect(codeOf(await scene.present(app, scene.tokenOf({ iss, oid: 's', tid: 't', ver: '2.0' }, { kid })))).toBe(
        50027,
      );
    }
    expect(scene.server.asked).toEqual([]);
  });
});
