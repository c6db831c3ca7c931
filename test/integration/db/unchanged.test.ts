import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectReader, type Database, type Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { createReads, type Reads, whileUnchanged } from '#src/db/unchanged.ts';
import { onBothDatabases } from '#test/support/databases.ts';

onBothDatabases((database, kind) => {
  let db: Database;
  let reader: Database;
  let reads: Reads;
  let computed: number;
  beforeEach(async () => {
    db = database();
    reader = connectReader(db);
    reads = createReads(reader);
    computed = 0;
    await db('counters').insert({ name: 'seen', value: 1 });
  });
  afterEach(async () => {
    await db('counters').whereIn('name', ['seen', 'something else']).delete();
    await reads.close();
    if (reader !== db) await reader.destroy();
  });

  async function compute(trx: Transaction): Promise<number> {
    computed += 1;
    return (await trx('counters').where({ name: 'seen' }).first('value')).value;
  }

  const read = () => reads.read((trx) => whileUnchanged(trx, 'seen', () => compute(trx)));
  const commit = (value: number) => db('counters').where({ name: 'seen' }).update({ value });

  test.runIf(kind === 'SQLite')('a result is computed once until something is committed, whatever it is', async () => {
    expect([await read(), await read(), await read()]).toEqual([1, 1, 1]);
    expect(computed).toBe(1);
    await commit(2);
    expect([await read(), await read()]).toEqual([2, 2]);
    expect(computed).toBe(2);
    await db('counters').insert({ name: 'something else', value: 1 });
    expect(await read()).toBe(2);
    expect(computed).toBe(3);
  });

  test.runIf(kind === 'PostgreSQL')(
    'a result is used again, unless another database has committed meanwhile',
    async () => {
      const isUsedAgain = async () => {
        await read();
        const before = computed;
        await read();
        return computed === before;
      };
      await expect.poll(isUsedAgain, { timeout: 20_000, interval: 1 }).toBe(true);
      await commit(2);
      expect(await read()).toBe(2);
    },
  );

  test.runIf(kind === 'SQLite')('reads that wait for the same connection compute once', async () => {
    expect(await Promise.all(Array.from({ length: 8 }, read))).toEqual(Array.from({ length: 8 }, () => 1));
    expect(computed).toBe(1);
  });

  test('a result that was computed from an older state is not remembered for a newer one', async () => {
    const [hasRead, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const old = reads.read((trx) =>
      whileUnchanged(trx, 'seen', async () => {
        const value = await compute(trx);
        hasRead.resolve();
        await mayEnd.promise;
        return value;
      }),
    );
    await hasRead.promise;
    await commit(2);
    await reads.read(async () => 'notices the commit, and needs no connection');
    mayEnd.resolve();
    expect(await old).toBe(1);
    expect(await read()).toBe(2);
  });

  test('a result that failed is computed again', async () => {
    const broken = () =>
      reads.read((trx) => whileUnchanged(trx, 'seen', () => Promise.reject<number>(new Error('broken'))));
    await expect(broken()).rejects.toThrow('broken');
    expect(await read()).toBe(1);
  });

  test('a transaction that can write computes, and sees what it wrote', async () => {
    await read();
    const seen = await inTransaction(db, async (trx) => {
      await trx('counters').where({ name: 'seen' }).update({ value: 3 });
      return whileUnchanged(trx, 'seen', () => compute(trx));
    });
    expect(seen).toBe(3);
  });

  test.runIf(kind === 'SQLite')(
    'what is remembered is bounded: the results that were used least recently are forgotten',
    async () => {
      const text = 'x'.repeat(500_000);
      const remember = (key: number) =>
        reads.read((trx) =>
          whileUnchanged(trx, `text ${key}`, async () => {
            computed += 1;
            return text;
          }),
        );
      for (let key = 0; key < 100; key += 1) await remember(key);
      expect(computed).toBe(100);
      await remember(99);
      expect(computed).toBe(100);
      await remember(0);
      expect(computed).toBe(101);
    },
  );
});
