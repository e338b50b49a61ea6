import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPolicy,
  deletePolicy,
  updateApplication,
  updatePolicy,
  updateUser,
} from '../../../src/directory/index.ts';
import { claimsOf, openStage, type Stage, type TokenAnswer } from '../../interop/stage.ts';
import { mappedApp, policyOn, signInTo } from './link-policy.ts';
import { daemon } from './refusals/token-request.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

const KIND = 'tokenLifetimePolicy';
/** Seconds from now. The clock stands still. */
const lifetimeOf = (token: unknown): number =>
  Number(claimsOf(token).exp) - Math.floor(stage.platform.clock.now() / 1000);
const newApp = () =>
  stage.platform.createApp({ displayName: 'Timed', web: { redirectUris: ['https://shop.entrada.test/callback'] } });
const asked = (appId: string): Promise<TokenAnswer> => stage.token(daemon(stage, { scope: `${appId}/.default` }));

describe('token lifetime policies (sts reference 5.9)', () => {
  it('of the API decide how long its access tokens hold; the next token feels a change', async () => {
    const app = await newApp();
    const instance = { id: app.servicePrincipalId, kind: 'servicePrincipal' } as const;
    const before = await asked(app.appId);
    expect(Number(before.body.expires_in)).toBeGreaterThanOrEqual(3599);
    const onApplication = await policyOn(
      stage,
      KIND,
      { AccessTokenLifetime: '00:15:00' },
      { id: app.id, kind: 'application' },
    );
    const answer = await asked(app.appId);
    expect([answer.body.expires_in, lifetimeOf(answer.body.access_token)]).toEqual([900, 900]);
    await policyOn(stage, KIND, { AccessTokenLifetime: '1.00:00:00' }, instance);
    expect((await asked(app.appId)).body.expires_in).toBe(86_400);
    const definition = ['{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"00:10:00"}}'];
    const [linked] = (
      await stage.platform.foundation.storage.stores.policies.query(stage.platform.tenant.id, {
        predicate: { kind: 'compare', field: 'kind', operator: 'eq', value: KIND },
        top: 100,
      })
    ).items.filter((one) => one.definition[0]?.includes('1.00:00:00'));
    await updatePolicy(stage.commands(), KIND, linked?.id ?? app.id, { definition });
    expect((await asked(app.appId)).body.expires_in).toBe(600);
    await deletePolicy(stage.commands(), KIND, linked?.id ?? app.id);
    expect((await asked(app.appId)).body.expires_in).toBe(900);
    await deletePolicy(stage.commands(), KIND, onApplication.id);
    expect(Number((await asked(app.appId)).body.expires_in)).toBeGreaterThanOrEqual(3599);
  });

  it('of the client decide how long its ID tokens hold, and not its access tokens for others', async () => {
    const app = await mappedApp(stage, {});
    await policyOn(
      stage,
      KIND,
      { AccessTokenLifetime: '00:20:00' },
      { id: app.servicePrincipalId, kind: 'servicePrincipal' },
    );
    const { body } = await signInTo(stage, app);
    expect(lifetimeOf(body.id_token)).toBe(1200);
    expect(lifetimeOf(body.access_token)).toBeGreaterThanOrEqual(3599);
  });

  it('of the organization hold for every API that has none of its own', async () => {
    const app = await newApp();
    const definition = ['{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"02:00:00"}}'];
    const input = { kind: KIND, displayName: 'Default', definition, isOrganizationDefault: true } as const;
    const { id } = await createPolicy(stage.commands(), input);
    expect((await asked(app.appId)).body.expires_in).toBe(7200);
    expect((await asked('https://graph.microsoft.com')).body.expires_in).toBe(7200);
    await deletePolicy(stage.commands(), KIND, id);
  });
});

describe('claims mappings (sts reference 5.6)', () => {
  const schema = {
    ClaimsSchema: [
      { Source: 'user', ID: 'department', JwtClaimType: 'dept' },
      { Source: 'user', ID: 'userprincipalname', JwtClaimType: 'sub' },
      { Source: 'application', ID: 'displayname', JwtClaimType: 'client' },
      { Source: 'audience', ID: 'displayname', JwtClaimType: 'api' },
    ],
  };

  it('shape ID tokens of the client, and reach no claim that identifies', async () => {
    await updateUser(stage.commands(), stage.ada.id, { department: 'Engines' });
    const app = await mappedApp(stage, schema);
    const { body } = await signInTo(stage, app);
    const plain = await signInTo(stage, stage.web);
    const claims = claimsOf(body.id_token);
    expect(claims).toMatchObject({ dept: 'Engines', client: 'Mapped', api: 'Mapped', name: 'Ada Lovelace' });
    expect(claims.sub).toMatch(/^[\w-]{43}$/);
    expect(claimsOf(plain.body.id_token)).not.toHaveProperty('dept');
    // Graph tokens are nobody’s to shape.
    expect(claimsOf(body.access_token)).not.toHaveProperty('dept');
  });

  it('shape access tokens of the API, an application’s own too', async () => {
    const app = await mappedApp(stage, schema);
    const claims = claimsOf((await asked(app.appId)).body.access_token);
    expect(claims).toMatchObject({ client: 'Web shop', api: 'Mapped', sub: claims.oid });
    expect(claims).not.toHaveProperty('dept');
  });

  it('leave out the basic claims where they say so', async () => {
    const app = await mappedApp(stage, { IncludeBasicClaimSet: 'false' });
    const claims = claimsOf((await signInTo(stage, app)).body.id_token);
    expect(claims).toHaveProperty('oid', stage.ada.id);
    for (const name of ['name', 'preferred_username']) expect(claims).not.toHaveProperty(name);
  });

  it('take an audience in a verified domain of the tenant', async () => {
    for (const [uri, slug] of [
      ['api://entrada.test/mapped', 1],
      ['https://orders.entrada.test', 2],
    ] as const) {
      await mappedApp(
        stage,
        { ClaimsSchema: [{ Value: `blue ${slug}`, JwtClaimType: 'colour' }] },
        { identifierUris: [uri], version: 1 },
      );
      const { body } = await stage.token(daemon(stage, { scope: `${uri}/.default` }));
      expect(claimsOf(body.access_token)).toMatchObject({ aud: uri, colour: `blue ${slug}` });
    }
  });

  it('are nothing to an application that has none, whether it takes them or not', async () => {
    const app = await newApp();
    await updateApplication(stage.commands(), app.id, { api: { acceptMappedClaims: true } });
    expect((await asked(app.appId)).status).toBe(200);
  });
});
