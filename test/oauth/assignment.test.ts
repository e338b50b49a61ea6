import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addMembers,
  createAppRoleAssignment,
  deleteAppRoleAssignment,
  updateServicePrincipal,
} from '../../src/directory/index.ts';
import type { ObjectId } from '../../src/kernel/index.ts';
import type { TestApp, TestUser } from '../../src/testing/index.ts';
import { answerTo, errorCodeOf, Person } from '../interop/person.ts';
import { codeOf, openStage, redirectUris, type Stage } from '../interop/stage.ts';

// An instance that takes assigned principals only (T10; sts reference 7.10, 2.2 step 15, AADSTS50105, AADSTS501051).

const DEFAULT_ACCESS = '00000000-0000-0000-0000-000000000000';

let stage: Stage;
let app: TestApp;
let closedApi: TestApp;

beforeAll(async () => {
  stage = await openStage();
  const { platform } = stage;
  app = await platform.createApp({ displayName: 'Closed shop', web: { redirectUris: [redirectUris.web] } });
  closedApi = await platform.createApp({ displayName: 'Closed API' });
  await stage.consent(app.appId, null, stage.api.appId, 'Orders.Read');
  for (const { servicePrincipalId } of [app, closedApi])
    await updateServicePrincipal(stage.commands(), servicePrincipalId, { appRoleAssignmentRequired: true });
});
afterAll(() => stage.stop());

const assign = (principalId: ObjectId, resourceId = app.servicePrincipalId) =>
  createAppRoleAssignment(stage.commands(), { principalId, resourceId, appRoleId: DEFAULT_ACCESS });

let made = 0;
const somebody = (): Promise<TestUser> => {
  made += 1;
  return stage.platform.createUser({ userPrincipalName: `somebody.${made}@entrada.test` });
};
const newGroup = () => {
  made += 1;
  return stage.platform.createGroup({ displayName: `Group ${made}` });
};

/** What somebody is told at the page, then without one, and at the token endpoint. */
async function outcome(person: TestUser) {
  const browser = new Person(stage.platform);
  const page = await stage.arrive(browser, person, { client_id: app.appId });
  const { code } = page.location === undefined ? {} : answerTo(page);
  const silent = answerTo(await browser.visit(stage.authorizeUrl({ client_id: app.appId, prompt: 'none' })));
  // The page tells a person who they are; the client has not been let know them.
  expect(silent.error_description ?? '').not.toContain(person.userPrincipalName);
  return [code === undefined ? errorCodeOf(page) : 'code', silent.code === undefined ? silent.error : 'code'];
}
const refused = [50105, 'interaction_required'];
const admitted = ['code', 'code'];

describe('people', () => {
  it.each<[string, unknown[], (person: TestUser) => Promise<unknown>]>([
    ['nobody assigned them', refused, async () => undefined],
    ['they are assigned', admitted, ({ id }) => assign(id)],
    [
      'a group they are in is assigned',
      admitted,
      async ({ id }) => {
        const group = await newGroup();
        await addMembers(stage.commands(), group.id, [id]);
        await assign(group.id);
      },
    ],
    [
      'a group is assigned that holds a group they are in: one level counts',
      refused,
      async ({ id }) => {
        const [outer, inner] = [await newGroup(), await newGroup()];
        await addMembers(stage.commands(), inner.id, [id]);
        await addMembers(stage.commands(), outer.id, [inner.id]);
        await assign(outer.id);
      },
    ],
    ['they are assigned to another application', refused, ({ id }) => assign(id, closedApi.servicePrincipalId)],
    [
      'the assignment was taken back',
      refused,
      async ({ id }) => deleteAppRoleAssignment(stage.commands(), (await assign(id)).id),
    ],
  ])('%s', async (_, expected, prepare) => {
    const person = await somebody();
    await prepare(person);
    expect(await outcome(person)).toEqual(expected);
  });

  it('who are guests count by the user they are here', async () => {
    const other = await stage.platform.createTenant({ domain: 'assigned.test' });
    const home = await stage.platform.createUser({ userPrincipalName: 'gus@assigned.test' }, other.tenant.id);
    const guest = await stage.platform.createGuest(home);
    expect(await outcome(home)).toEqual(refused);
    await assign(guest.id);
    expect(await outcome(home)).toEqual(admitted);
  });

  it('lose a code and a refresh token together with the assignment', async () => {
    const person = await somebody();
    const assignment = await assign(person.id);
    const client = { client_id: app.appId, client_secret: app.clientSecret };
    const first = await stage.token(stage.redemption(await stage.code(person, { client_id: app.appId }), client));
    const code = await stage.code(person, { client_id: app.appId });
    await deleteAppRoleAssignment(stage.commands(), assignment.id);
    expect(codeOf(await stage.token(stage.redemption(code, client)))).toBe(50105);
    const refresh = { grant_type: 'refresh_token', refresh_token: String(first.body.refresh_token), ...client };
    expect(codeOf(await stage.token(refresh))).toBe(50105);
  });
});

describe('applications', () => {
  it('need an assignment to an API that demands it', async () => {
    const ask = async () =>
      codeOf(
        await stage.token({
          grant_type: 'client_credentials',
          client_id: stage.web.appId,
          client_secret: stage.web.clientSecret,
          scope: `${closedApi.appId}/.default`,
        }),
      );
    expect(await ask()).toBe(501051);
    await assign(stage.web.servicePrincipalId, closedApi.servicePrincipalId);
    expect(await ask()).toBe(0);
  });
});
