import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryRoleIds } from '../../../../src/catalogue/index.ts';
import { assignDirectoryRole } from '../../../../src/directory/index.ts';
import type { TestApp, TestUser } from '../../../../src/testing/index.ts';
import { answerTo, has, Person, titleOf } from '../../../interop/person.ts';
import {
  claimsOf,
  graphAppId,
  manageRoleId,
  openStage,
  redirectUris,
  type Stage,
  scopeIds,
} from '../../../interop/stage.ts';
import { authorizeUrl, proofOf, redemptionBy, tokenOfVersion1 } from './requests.ts';

const userReadAll = 'df021288-bdef-4463-88db-98f22de89214';
let stage: Stage;
let client: TestApp;
let admin: TestUser;
beforeAll(async () => {
  stage = await openStage();
  admin = { ...stage.ada, userPrincipalName: stage.platform.admin.upn, password: stage.platform.admin.password };
  client = await createClient('Ledger', false);
});
afterAll(() => stage.stop());

const createClient = (displayName: string, withGraph: boolean) =>
  stage.platform.createApp({
    displayName,
    web: { redirectUris: [redirectUris.web] },
    requiredResourceAccess: [
      {
        resourceAppId: stage.api.appId,
        resourceAccess: [
          { id: scopeIds.read, type: 'Scope' },
          { id: scopeIds.admin, type: 'Scope' },
          { id: manageRoleId, type: 'Role' },
        ],
      },
      ...(withGraph
        ? [{ resourceAppId: graphAppId, resourceAccess: [{ id: userReadAll, type: 'Role' as const }] }]
        : []),
    ],
  });

/** Opens the request in a new browser and signs somebody in, as far as the question of consent. */
async function asked(who: TestUser, more: Readonly<Record<string, string>> = {}, app = client) {
  const person = new Person(stage.platform);
  const first = await person.visit(authorizeUrl(stage, app, { prompt: 'admin_consent', ...more }));
  return { person, page: await person.answer(first, who) };
}

describe('prompt=admin_consent (version 1; sts reference 2.4)', () => {
  it('who may not grant for everybody is sent to somebody who may', async () => {
    const { page } = await asked(stage.bob);
    expect(page.html).toContain('AADSTS90094');
    expect(has(page, 'idBtn_Accept')).toBe(false);
  });

  it('an administrator sees all that the registration declares, and that it counts for everybody', async () => {
    const { page } = await asked(admin);
    expect(titleOf(page)).toContain('organization');
    for (const text of ['Orders.Read, for everybody', 'Orders.Admin, for everybody', 'Manage orders'])
      expect(page.html).toContain(text);
    expect(page.html).not.toContain('id="onBehalfOfOrganization"');
  });

  it('declined it grants nothing', async () => {
    const { person, page } = await asked(admin);
    expect(answerTo(await person.press(page, 'idBtn_Back'))).toMatchObject({ error: 'access_denied' });
    const { page: other } = await asked(stage.bob);
    expect(other.html).toContain('AADSTS90094');
  });

  it('accepted it grants both kinds of permission to everybody, and says so in the answer', async () => {
    const { person, page } = await asked(admin);
    const answer = answerTo(await person.press(page, 'idBtn_Accept'));
    expect(answer).toMatchObject({ admin_consent: 'True', code: expect.any(String) });
    const { body } = await tokenOfVersion1(stage, redemptionBy(client, answer.code ?? ''));
    expect(body.scope).toBe('Orders.Read Orders.Admin');
    const daemon = { grant_type: 'client_credentials', ...proofOf(client), resource: stage.api.uri };
    const own = await tokenOfVersion1(stage, daemon);
    expect(claimsOf(own.body.access_token).roles).toEqual(['Orders.Manage']);
    // Everybody else goes straight through, and is told nothing of it.
    const browser = new Person(stage.platform);
    const bob = await browser.answer(await browser.visit(authorizeUrl(stage, client)), stage.bob);
    expect(answerTo(bob)).toHaveProperty('code');
    expect(answerTo(bob)).not.toHaveProperty('admin_consent');
  });

  it('application permissions of Graph take more than an application administrator (sts reference 7.8)', async () => {
    const carol = await stage.platform.createUser({ displayName: 'Carol', userPrincipalName: 'carol@entrada.test' });
    await assignDirectoryRole(stage.commands(), {
      principalId: carol.id,
      roleTemplateId: directoryRoleIds.cloudApplicationAdministrator,
    });
    const plain = await asked(carol, {}, await createClient('Plain', false));
    expect(has(plain.page, 'idBtn_Accept')).toBe(true);
    const mighty = await createClient('Mighty', true);
    const { page } = await asked(carol, {}, mighty);
    expect(page.html).toContain('AADSTS90094');
    expect(has((await asked(admin, {}, mighty)).page, 'idBtn_Accept')).toBe(true);
  });

  it('version 2 does not know it (AADSTS90023)', async () => {
    const arrival = await new Person(stage.platform).visit(stage.authorizeUrl({ prompt: 'admin_consent' }));
    expect(answerTo(arrival).error_description).toMatch(/^AADSTS90023: /);
  });
});
