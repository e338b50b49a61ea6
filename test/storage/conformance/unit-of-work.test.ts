import { expect, it } from 'vitest';
import { onEveryEngine } from './engines.ts';
import { application, guid, newTenant, tenant, user } from './samples.ts';
import { audit, code } from './traces.ts';

onEveryEngine('a unit of work', (bench) => {
  it('leaves nothing when it throws, its audit record least of all', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const made = application(tenantId, { tags: ['x'] });
    const refusal = new Error('changed my mind');
    const work = unitOfWork.run(async (own) => {
      await own.applications.insert(made);
      await own.audit.append(audit(tenantId));
      throw refusal;
    });
    await expect(work).rejects.toBe(refusal);
    expect(await stores.applications.get(tenantId, made.id)).toBeUndefined();
    expect(await stores.directoryObjects.resolve(tenantId, made.id)).toBeUndefined();
    expect(await stores.audit.list(tenantId, { top: 10 })).toEqual([]);
  });

  it('keeps a change and its audit record together when it succeeds', async () => {
    const tenantId = await newTenant(bench.storage);
    const made = application(tenantId);
    const record = audit(tenantId);
    const answer = await bench.storage.unitOfWork.run(async (own) => {
      await own.applications.insert(made);
      await own.audit.append(record);
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await bench.storage.stores.applications.get(tenantId, made.id)).toEqual(made);
    expect(await bench.storage.stores.audit.list(tenantId, { top: 10 })).toEqual([record]);
  });

  it('reads its own changes, which nobody else sees before it has ended', async () => {
    const tenantId = await newTenant(bench.storage);
    const made = user(tenantId);
    let outside: Promise<unknown> = Promise.resolve();
    let goOn = (): void => undefined;
    const others = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const started = new Promise<void>((hasStarted) => {
      outside = bench.storage.unitOfWork.run(async (own) => {
        await own.users.insert(made);
        expect(await own.users.get(tenantId, made.id)).toEqual(made);
        hasStarted();
        await others;
        throw new Error('never mind');
      });
    });
    const ended = expect(outside).rejects.toThrow('never mind');
    await started;
    const seen = bench.storage.stores.users.get(tenantId, made.id);
    setImmediate(goOn);
    expect(await seen).toBeUndefined();
    await ended;
  });

  it('fails as a whole once one of its statements has failed, even where that was caught', async () => {
    const tenantId = await newTenant(bench.storage);
    const [first, second] = [user(tenantId), user(tenantId)];
    const work = bench.storage.unitOfWork.run(async (own) => {
      await own.users.insert(first);
      await own.users.insert({ ...second, userPrincipalName: first.userPrincipalName }).catch(() => undefined);
      return 'went on regardless';
    });
    await expect(work).rejects.toMatchObject({ code: 'DuplicateValue', target: 'userPrincipalName' });
    expect(await bench.storage.stores.users.count(tenantId)).toBe(0);
  });

  it('does not nest: a call that would wait for itself for ever throws', async () => {
    const { unitOfWork } = bench.storage;
    const nested = unitOfWork.run(() => unitOfWork.run(async () => 'never'));
    await expect(nested).rejects.toThrow('inside a unit of work only its own stores are used');
  });

  it.each([
    ['the stores outside it', () => bench.storage.stores.tenants.list()],
    ['token facts', () => bench.storage.facts.listScopes(guid())],
    ['the sign-in log', () => bench.storage.signInLog.append({} as never)],
    ["the keyring's own door", () => bench.storage.keys.list()],
  ])('refuses the use of %s inside itself', async (_what, use) => {
    const work = bench.storage.unitOfWork.run(async () => {
      await use();
    });
    await expect(work).rejects.toThrow('inside a unit of work only its own stores are used');
  });

  it('lends its stores until its end only', async () => {
    let goOn = (): void => undefined;
    let late: Promise<void> = Promise.resolve();
    const own = await bench.storage.unitOfWork.run(async (stores) => {
      const end = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      late = end.then(() => stores.tenants.insert(tenant()));
      return stores;
    });
    goOn();
    await expect(late).rejects.toThrow('a store is not used after its unit of work has ended');
    await expect(own.tenants.insert(tenant())).rejects.toThrow('a store writes inside a unit of work only');
  });

  it('is the only way to write', async () => {
    await expect(bench.storage.stores.tenants.insert(tenant())).rejects.toThrow(
      'what changes the database runs in a unit of work',
    );
  });

  it('counts right when many come at once', async () => {
    const tenantId = await newTenant(bench.storage);
    const made = user(tenantId, { jobTitle: '0' });
    await bench.storage.unitOfWork.run((own) => own.users.insert(made));
    const increments = Array.from({ length: 20 }, () =>
      bench.storage.unitOfWork.run(async (own) => {
        const present = await own.users.get(tenantId, made.id);
        await own.users.update({ ...made, jobTitle: String(Number(present?.jobTitle) + 1) });
      }),
    );
    await Promise.all(increments);
    expect(await bench.storage.stores.users.get(tenantId, made.id)).toMatchObject({ jobTitle: '20' });
  });

  it('changes the directory even where its work makes other errors of those it catches', async () => {
    const tenantId = await newTenant(bench.storage);
    const made = user(tenantId);
    await bench.storage.unitOfWork.run(async (own) => {
      await own.users.get(tenantId, made.id);
      await own.users.insert(made).catch((cause: unknown) => {
        throw new Error('no user for you', { cause });
      });
    });
    expect(await bench.storage.stores.users.get(tenantId, made.id)).toEqual(made);
  });

  it('waits for others that change the directory, not for all the rest', async () => {
    const { unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const made = Array.from({ length: 60 }, () => ({ person: user(tenantId), one: code(tenantId) }));
    let attempts = 0;
    const changes = made.map(({ person }) =>
      unitOfWork.run(async (own) => {
        attempts += 1;
        await own.users.findByUserPrincipalName(tenantId, person.userPrincipalName);
        await own.users.insert(person);
      }),
    );
    const spendings = made.map(({ one }) =>
      unitOfWork.run(async (own) => {
        await own.codes.insert(one);
        return own.codes.consume(one.codeHash, 1);
      }),
    );
    await Promise.all(changes);
    expect(await Promise.all(spendings)).toEqual(made.map(() => true));
    // At most a first attempt that finds out what it is.
    expect(attempts).toBeLessThanOrEqual(2 * made.length);
  });

  it('lets two that each look for the other only through one after the other (no write skew)', async () => {
    const tenantId = await newTenant(bench.storage);
    const claim = (displayName: string) =>
      bench.storage.unitOfWork.run(async (own) => {
        const isFree = (await own.users.count(tenantId)) === 0;
        if (isFree) await own.users.insert(user(tenantId, { displayName }));
        return isFree;
      });
    const claims = await Promise.all(Array.from({ length: 8 }, (_claim, index) => claim(`Claimant ${index}`)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await bench.storage.stores.users.count(tenantId)).toBe(1);
  });
});
