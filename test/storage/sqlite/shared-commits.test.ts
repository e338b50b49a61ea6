import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { SqliteConnection } from '../../../src/storage/sqlite/connection.ts';
import { SharedCommits } from '../../../src/storage/sqlite/shared-commits.ts';

/** A connection that notes what is run, and fails where a test wants it to. */
class NotedConnection extends SqliteConnection {
  readonly ran: string[] = [];
  failAt: string | undefined;

  override run(text: string, parameters?: readonly unknown[]) {
    this.ran.push(text);
    if (text === this.failAt) throw new Error(`the disk fails at ${text}`);
    return super.run(text, parameters);
  }

  count(text: string): number {
    return this.ran.filter((each) => each === text).length;
  }
}

let writer: NotedConnection;
let commits: SharedCommits;
beforeEach(() => {
  writer = new NotedConnection(new DatabaseSync(':memory:'), (error) => error as Error);
  writer.run('create table numbers (value integer primary key)');
  writer.ran.length = 0;
  commits = new SharedCommits(writer, async () => void writer.run('begin immediate'));
});

/** A unit of work that keeps a number, or fails after it has. */
async function keep(value: number, fails = false): Promise<void> {
  const transaction = await commits.begin();
  try {
    await transaction.execute('insert into numbers values (?)', [value]);
    if (fails) throw new Error('changed its mind');
    await transaction.commit();
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

const kept = () =>
  writer.run('select value from numbers order by value').rows.map((row) => (row as { value: number }).value);
const outcomes = async (works: readonly Promise<void>[]) =>
  (await Promise.allSettled(works)).map(({ status }) => (status === 'fulfilled' ? 'done' : 'failed'));

describe('units of work that share a commit', () => {
  it('commit one by one where nobody waits', async () => {
    await keep(1);
    await keep(2);
    expect([kept(), writer.count('commit')]).toEqual([[1, 2], 2]);
  });

  it('wait for the disk once where many come together', async () => {
    expect(await outcomes([1, 2, 3, 4, 5].map((value) => keep(value)))).toEqual(Array(5).fill('done'));
    expect([kept(), writer.count('commit')]).toEqual([[1, 2, 3, 4, 5], 1]);
  });

  it('are answered only after the commit', async () => {
    const answered: number[] = [];
    const works = [1, 2, 3].map(async (value) => {
      await keep(value);
      answered.push(writer.count('commit'));
    });
    await Promise.all(works);
    expect(answered).toEqual([1, 1, 1]);
  });

  it('take back what they did themselves and nothing else', async () => {
    expect(await outcomes([keep(1), keep(2, true), keep(3), keep(4, true)])).toEqual([
      'done',
      'failed',
      'done',
      'failed',
    ]);
    expect(kept()).toEqual([1, 3]);
    expect(await outcomes([keep(5, true)])).toEqual(['failed']);
    await keep(6);
    expect(kept()).toEqual([1, 3, 6]);
  });

  it('all fail with a commit that fails, leave nothing behind, and the next one goes on', async () => {
    writer.failAt = 'commit';
    expect(await outcomes([keep(1), keep(2)])).toEqual(['failed', 'failed']);
    writer.failAt = undefined;
    expect(kept()).toEqual([]);
    await keep(3);
    expect(kept()).toEqual([3]);
  });

  it('all fail when the database gives the transaction up halfway', async () => {
    const first = keep(1);
    const second = commits.begin().then(async (transaction) => {
      writer.run('rollback');
      await transaction.rollback();
      throw new Error('the disk is full');
    });
    const third = keep(3);
    expect(await outcomes([first, second, third])).toEqual(['failed', 'failed', 'done']);
    expect(kept()).toEqual([3]);
  });

  it('do not keep the first of them waiting for ever', async () => {
    expect(await outcomes(Array.from({ length: 200 }, (_, value) => keep(value)))).toEqual(Array(200).fill('done'));
    expect(writer.count('commit')).toBe(4);
  });

  it('make room for a read between transactions, which sees only what is committed', async () => {
    const works = [keep(1), keep(2)];
    const seen = commits.alone(() => [kept(), writer.isInTransaction]);
    const later = keep(3);
    expect(await seen).toEqual([[1, 2], false]);
    await Promise.all([...works, later]);
  });

  it('are done before the connection is closed', async () => {
    const works = [keep(1), keep(2)];
    await commits.stop();
    expect(await outcomes(works)).toEqual(['done', 'done']);
    expect([kept(), writer.isInTransaction]).toEqual([[1, 2], false]);
  });
});
