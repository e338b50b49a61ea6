import { expect, it } from 'vitest';
import type { SignInRecord } from '../../../src/activity/index.ts';
import type { CorrelationId } from '../../../src/kernel/index.ts';
import { onEveryEngine, open } from './engines.ts';
import { guid, newTenant, objectId } from './samples.ts';
import { audit, signIn } from './traces.ts';

onEveryEngine('audit records', (bench) => {
  it('are listed newest first, by time and by correlation, to their own tenant', async () => {
    const { stores, unitOfWork } = bench.storage;
    const [tenantId, other] = [await newTenant(bench.storage), await newTenant(bench.storage)];
    const correlationId = guid<CorrelationId>();
    const records = [30, 10, 20, 20].map((activityAt, index) =>
      audit(tenantId, { activityAt, ...(index === 1 ? { correlationId } : {}) }),
    );
    await unitOfWork.run(async (own) => {
      for (const record of [...records, audit(other)]) await own.audit.append(record);
    });
    const [at30, at10, at20, later20] = records;
    expect(await stores.audit.list(tenantId, { top: 10 })).toEqual([at30, later20, at20, at10]);
    expect(await stores.audit.list(tenantId, { top: 2 })).toEqual([at30, later20]);
    expect(await stores.audit.list(tenantId, { top: 10, before: 20 })).toEqual([at10]);
    expect(await stores.audit.list(tenantId, { top: 10, correlationId })).toEqual([at10]);
  });

  it('are pruned by their age, in every tenant, as sign-in records are', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenants = [await newTenant(bench.storage), await newTenant(bench.storage)];
    await unitOfWork.run(async (own) => {
      for (const tenantId of tenants) {
        for (const moment of [5, 6]) {
          await own.audit.append(audit(tenantId, { activityAt: moment }));
          await own.signIns.append(signIn(tenantId, { createdAt: moment }));
        }
      }
    });
    await unitOfWork.run(async (own) => {
      expect(await own.audit.prune(6)).toBe(2);
      expect(await own.signIns.prune(6)).toBe(2);
    });
    for (const tenantId of tenants) {
      expect((await stores.audit.list(tenantId, { top: 9 })).map(({ activityAt }) => activityAt)).toEqual([6]);
      expect((await stores.signIns.list(tenantId, { top: 9 })).map(({ createdAt }) => createdAt)).toEqual([6]);
    }
  });
});

onEveryEngine('sign-in records', (bench) => {
  it('are part of the unit of work they are appended in', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const failed = unitOfWork.run(async (own) => {
      await own.signIns.append(signIn(tenantId));
      throw new Error('no token');
    });
    await expect(failed).rejects.toThrow('no token');
    const record = signIn(tenantId);
    await unitOfWork.run((own) => own.signIns.append(record));
    expect(await stores.signIns.list(tenantId, { top: 10 })).toEqual([record]);
  });

  it('are listed newest first and by what they tell', async () => {
    const { stores, signInLog } = bench.storage;
    const [tenantId, other] = [await newTenant(bench.storage), await newTenant(bench.storage)];
    const first = signIn(tenantId, { createdAt: 10, eventType: 'interactiveUser' });
    const second = signIn(tenantId, { createdAt: 20, eventType: 'nonInteractiveUser', appId: first.appId });
    const third = signIn(tenantId, { createdAt: 30, correlationId: first.correlationId });
    for (const record of [second, third, first, signIn(other)]) await signInLog.append(record);
    const list = (query: object) => stores.signIns.list(tenantId, { top: 10, ...query });
    expect(await list({})).toEqual([third, second, first]);
    expect(await list({ top: 1 })).toEqual([third]);
    expect(await list({ before: 30 })).toEqual([second, first]);
    expect(await list({ eventTypes: ['interactiveUser', 'servicePrincipal'] })).toEqual([third, first]);
    expect(await list({ eventTypes: [] })).toEqual([]);
    expect(await list({ appId: first.appId })).toEqual([second, first]);
    expect(await list({ correlationId: first.correlationId, before: 30 })).toEqual([first]);
  });

  it('are found by their person, by what became of them, and from a moment on', async () => {
    const { stores, signInLog } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const user = { id: objectId(), displayName: null, userPrincipalName: null, userType: null, homeTenantId: null };
    const of = (createdAt: number, errorCode: number, eventType: SignInRecord['eventType'] = 'interactiveUser') =>
      signIn(tenantId, { createdAt, errorCode, eventType, user: { ...user, homeTenantName: null } });
    const [first, failed, silent, later] = [of(10, 0), of(30, 50126), of(20, 0, 'nonInteractiveUser'), of(30, 65001)];
    const other = signIn(tenantId, { createdAt: 40, errorCode: 7000215 });
    for (const record of [first, silent, failed, later, other]) await signInLog.append(record);
    const list = (query: object) => stores.signIns.list(tenantId, { top: 10, ...query });
    expect(await list({ userId: user.id })).toEqual([later, failed, silent, first]);
    expect(await list({ userId: user.id, since: 20, before: 30 })).toEqual([silent]);
    expect(await list({ error: 'failed' })).toEqual([other, later, failed]);
    expect(await list({ error: 65001 })).toEqual([later]);
    expect(await list({ error: 0, userId: user.id })).toEqual([silent, first]);
    expect(await stores.signIns.latestOf(tenantId, user.id)).toEqual({
      interactive: { at: 30, id: later?.id },
      nonInteractive: { at: 20, id: silent?.id },
      successful: { at: 20, id: silent?.id },
    });
    expect(await stores.signIns.latestOf(tenantId, objectId())).toEqual({});
  });

  it('are durable when the log says so, in the order they came, however many come at once', async () => {
    const tenantId = await newTenant(bench.storage);
    const records = Array.from({ length: 700 }, () => signIn(tenantId));
    await Promise.all(records.map((record) => bench.storage.signInLog.append(record)));
    const reader = bench.place.isShared ? await open(bench.place.url) : bench.storage;
    const seen = await reader.stores.signIns.list(tenantId, { top: 1_000 });
    if (reader !== bench.storage) await reader.close();
    expect(seen).toEqual(records.toReversed());
  });

  it('are refused with their whole batch when it cannot be written, and the next batch is not harmed', async () => {
    const { stores, signInLog } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const impossible = signIn(tenantId, { createdAt: Number.NaN });
    const batch = [signIn(tenantId), impossible, signIn(tenantId)].map((record) => signInLog.append(record));
    const outcomes = await Promise.allSettled(batch);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    const next = signIn(tenantId);
    await signInLog.append(next);
    expect(await stores.signIns.list(tenantId, { top: 10 })).toEqual([next]);
  });

  it('wait for a unit of work under way, and close waits for them', async () => {
    const place = bench.place.isShared ? bench.place.url : 'sqlite::memory:';
    const storage = await open(place);
    const tenantId = await newTenant(storage);
    const record = signIn(tenantId);
    let appended: Promise<void> = Promise.resolve();
    const work = storage.unitOfWork.run(async (own) => {
      await own.tenants.list();
      await own.audit.append(audit(tenantId));
    });
    appended = storage.signInLog.append(record);
    await Promise.all([work, appended]);
    const late = storage.signInLog.append({ ...record, id: guid() });
    await storage.close();
    await expect(late).resolves.toBeUndefined();
    await expect(storage.close()).resolves.toBeUndefined();
    await expect(storage.stores.tenants.list()).rejects.toThrow();
    await expect(newTenant(storage)).rejects.toThrow();
  });
});
