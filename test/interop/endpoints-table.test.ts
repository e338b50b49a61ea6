import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../src/http/index.ts';
import type { Cast } from './endpoint-attempts.ts';
import { endpointRows } from './endpoints-table.ts';
import { openStage } from './stage.ts';

let cast: Cast;
beforeAll(async () => {
  const stage = await openStage();
  const other = await stage.platform.createTenant({ domain: 'other.test' });
  const scope = 'https://graph.microsoft.com/.default';
  const tokenOf = async (client_id: string, client_secret: string, segment: string): Promise<string> => {
    const fields = { grant_type: 'client_credentials', client_id, client_secret, scope };
    return String((await stage.token(fields, {}, segment)).body.access_token);
  };
  cast = {
    stage,
    other,
    otherGraphToken: await tokenOf(other.automation.clientId, other.automation.clientSecret, other.tenant.id),
    powerlessGraphToken: await tokenOf(stage.web.appId, stage.web.clientSecret, stage.platform.tenant.id),
  };
});
afterAll(() => cast.stage.stop());

describe('every endpoint, tried by those who must not get anywhere', () => {
  it.each(endpointRows)('$method $path: a stranger is told “$stranger.told”', async ({ stranger }) => {
    expect(await stranger.ask(cast)).toBe(stranger.told);
  });

  it.each(endpointRows)('$method $path: the wrong tenant is told “$wrongTenant.told”', async ({ wrongTenant }) => {
    expect(await wrongTenant.ask(cast)).toBe(wrongTenant.told);
  });

  it.each(endpointRows)(
    '$method $path: too few rights are told “$underPrivileged.told”',
    async ({ underPrivileged }) => {
      expect(await underPrivileged.ask(cast)).toBe(underPrivileged.told);
    },
  );

  it('and nothing was changed by any of it', async () => {
    const { stage } = cast;
    const { stores } = stage.platform.foundation.storage;
    expect(await stores.applications.get(stage.platform.tenant.id, stage.web.id)).toMatchObject({
      displayName: 'Web shop',
    });
    const audit = await stores.audit.list(stage.platform.tenant.id, { top: 100 });
    const byOthers = audit.filter(({ initiatedBy }) => initiatedBy.app?.appId === stage.web.appId);
    expect(byOthers.map(({ activityDisplayName }) => activityDisplayName)).toEqual([]);
  });
});

describe('the table is complete', () => {
  it('it has a row for each method of each route, and no other', () => {
    const served = routes.flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`));
    const tried = endpointRows.map(({ method, path }) => `${method} ${path}`);
    expect(tried.sort()).toEqual(served.sort());
  });
});
