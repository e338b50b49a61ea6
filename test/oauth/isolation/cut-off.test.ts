import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createServicePrincipal,
  deleteServicePrincipal,
  updateApplication,
  updateServicePrincipal,
} from '../../../src/directory/index.ts';
import type { ObjectId } from '../../../src/kernel/index.ts';
import type { TestApp } from '../../../src/testing/index.ts';
import { claimsOf, codeOf, type TokenAnswer } from '../../interop/stage.ts';
import {
  a,
  ada,
  api,
  app,
  b,
  bea,
  client,
  codeFor,
  consentIn,
  daemon,
  openTwoTenants,
  renew,
  sharedApp,
  stage,
  tokens,
  uriOf,
} from './two-tenants.ts';

beforeAll(openTwoTenants);
afterAll(() => stage.stop());

describe('deleting or disabling an instance cuts off that tenant alone, at once (P6)', () => {
  interface Cut {
    readonly app: TestApp;
    readonly inB: ObjectId;
    readonly refreshA: unknown;
    readonly refreshB: unknown;
    readonly code: string;
    readonly onBehalf: string;
  }

  /** An application used in both tenants, with something of each kind in hand. */
  async function inUse(displayName: string): Promise<Cut> {
    const one = await sharedApp(displayName);
    const inB = await createServicePrincipal(stage.commands(b.tenant.id), { appId: one.appId });
    await consentIn(a, one.appId);
    await consentIn(b.tenant.id, one.appId);
    const { refresh_token: refreshA } = await tokens(ada, a, one);
    const { refresh_token: refreshB } = await tokens(bea, b.tenant.id, one);
    // The application as an API: a person's token for it, which it presents on their behalf.
    await consentIn(b.tenant.id, app.appId, one.appId, 'Act');
    const forIt = await codeFor(bea, b.tenant.id, app, `openid ${uriOf(displayName)}/Act`);
    const { body } = await stage.token(stage.redemption(forIt, client()), {}, b.tenant.id);
    const code = await codeFor(bea, b.tenant.id, one);
    return { app: one, inB: inB.id, refreshA, refreshB, code, onBehalf: String(body.access_token) };
  }

  const askOnBehalf = (one: Cut): Promise<TokenAnswer> =>
    stage.token(
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        assertion: one.onBehalf,
        scope: `${api.uri}/Read`,
        ...client(one.app),
      },
      {},
      b.tenant.id,
    );

  async function codesIn(one: Cut) {
    const found = {
      daemonA: codeOf(await daemon(a, {}, one.app)),
      daemonB: codeOf(await daemon(b.tenant.id, {}, one.app)),
      refreshA: codeOf(await renew(one.refreshA, a, one.app)),
      refreshB: codeOf(await renew(one.refreshB, b.tenant.id, one.app)),
      codeB: codeOf(await stage.token(stage.redemption(one.code, client(one.app)), {}, b.tenant.id)),
      onBehalfB: codeOf(await askOnBehalf(one)),
    };
    return found;
  }

  it('works in both before', async () => {
    const one = await inUse('Untouched');
    expect(await codesIn(one)).toEqual({ daemonA: 0, daemonB: 0, refreshA: 0, refreshB: 0, codeB: 0, onBehalfB: 0 });
  });

  it('deleted: nothing is issued in B any more, and consent brings it back', async () => {
    const one = await inUse('Deleted in B');
    await deleteServicePrincipal(stage.commands(b.tenant.id), one.inB);
    expect(await codesIn(one)).toEqual({
      daemonA: 0,
      daemonB: 7000229,
      refreshA: 0,
      refreshB: 65001,
      codeB: 65001,
      onBehalfB: 65001,
    });
    expect(claimsOf((await tokens(bea, b.tenant.id, one.app)).id_token).tid).toBe(b.tenant.id);
    expect(codeOf(await daemon(b.tenant.id, {}, one.app))).toBe(0);
  });

  it('disabled: nothing is issued in B any more, and consent does not bring it back', async () => {
    const one = await inUse('Disabled in B');
    await updateServicePrincipal(stage.commands(b.tenant.id), one.inB, { accountEnabled: false });
    const cut = { daemonA: 0, daemonB: 7000112, refreshA: 0, refreshB: 7000112, codeB: 7000112, onBehalfB: 7000112 };
    expect(await codesIn(one)).toEqual(cut);
    await expect(codeFor(bea, b.tenant.id, one.app)).rejects.toThrow('7000112');
    await updateServicePrincipal(stage.commands(b.tenant.id), one.inB, { accountEnabled: true });
    expect(codeOf(await renew(one.refreshB, b.tenant.id, one.app))).toBe(0);
  });

  it('an API that goes from B takes what was consented to for it along', async () => {
    const one = await inUse('Loses its API in B');
    const inB = await stage.platform.foundation.storage.stores.servicePrincipals.findByAppId(b.tenant.id, api.appId);
    if (inB === undefined) throw new Error('consent made the instance of the API');
    await deleteServicePrincipal(stage.commands(b.tenant.id), inB.id);
    expect(await codesIn(one)).toMatchObject({ daemonA: 0, daemonB: 500011, refreshA: 0, refreshB: 65001 });
    await consentIn(b.tenant.id, one.app.appId);
    expect(codeOf(await renew(one.refreshB, b.tenant.id, one.app))).toBe(0);
  });

  it('an application or API that no longer lets other tenants in is gone from B, whatever instance is left', async () => {
    const one = await inUse('Withdrawn');
    await updateApplication(stage.commands(), one.app.id, { signInAudience: 'AzureADMyOrg' });
    expect(await codesIn(one)).toMatchObject({ daemonA: 0, daemonB: 700016, refreshA: 0, refreshB: 700016 });
    const other = await inUse('Whose API is withdrawn');
    await updateApplication(stage.commands(), api.id, { signInAudience: 'AzureADMyOrg' });
    expect(await codesIn(other)).toMatchObject({ daemonA: 0, daemonB: 500011, refreshA: 0, refreshB: 500011 });
    await updateApplication(stage.commands(), api.id, { signInAudience: 'AzureADMultipleOrgs' });
  });
});
