import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Database, type Transaction } from '#src/db/connect.ts';
import { inSnapshot } from '#src/db/in-snapshot.ts';
import { afterCommit, beforeCommit, inTransaction } from '#src/db/in-transaction.ts';
import { withLock } from '#src/db/with-lock.ts';
import { User } from '#src/volunteers/people/user.ts';
import { onBothDatabases } from '#test/support/databases.ts';

class Busy extends Error {
  code = '40001';
}

/** SQLite's numbers: https://sqlite.org/pragma.html#pragma_synchronous */
const FULL = 2;

onBothDatabases((db, kind, url) => {
  const readCounter = async (name: string) => (await db()('counters').where({ name }).first('value'))?.value;

  it('eight connections that write concurrently all make progress and lose nothing', async () => {
    await db()('counters').insert({ name: 'contended', value: 0 });
    const connections = Array.from({ length: 8 }, () => connect(url()));
    const write = (connection: (typeof connections)[number]) =>
      inTransaction(connection, async (trx) => {
        const counter = trx('counters').where({ name: 'contended' });
        const { value } = await (trx.client.config.client === 'pg' ? counter.forUpdate() : counter).first('value');
        await trx('counters')
          .where({ name: 'contended' })
          .update({ value: value + 1 });
      });
    await Promise.all(
      connections.map(async (connection) => {
        for (let round = 0; round < 25; round += 1) await write(connection);
      }),
    );
    expect(await readCounter('contended')).toBe(200);
    await Promise.all(connections.map((connection) => connection.destroy()));
  });

  it('work that meets a busy database runs again, and its first try leaves nothing', async () => {
    let tries = 0;
    await inTransaction(db(), async (trx) => {
      tries += 1;
      await trx('counters').insert({ name: 'again', value: tries });
      if (tries < 3) throw new Busy();
    });
    expect(await readCounter('again')).toBe(3);
  });

  it('work that fails in the middle leaves nothing, and gives its connection back', async () => {
    const broken = inTransaction(db(), async (trx) => {
      await trx('counters').insert({ name: 'half', value: 1 });
      await trx('counters').insert({ name: 'half', value: 2 });
    });
    await expect(broken).rejects.toThrow(/unique/i);
    expect(await readCounter('half')).toBeUndefined();
    await inTransaction(db(), (trx) => trx('counters').insert({ name: 'half', value: 3 }));
    expect(await readCounter('half')).toBe(3);
  });

  it.each([
    ['committed', async () => {}],
    [
      'taken back',
      async () => {
        throw new Error('broken');
      },
    ],
  ])('what asks after it was %s is refused, and changes nothing', async (_how, last) => {
    let kept: Transaction | undefined;
    await inTransaction(db(), async (trx) => {
      kept = trx;
      await last();
    }).catch(() => {});
    await inTransaction(db(), async (trx) => {
      await trx('counters').insert({ name: 'in time', value: 1 });
      await expect(kept?.('counters').insert({ name: 'too late', value: 1 })).rejects.toThrow('after the end');
    });
    expect(await db()('counters').pluck('name')).not.toContain('too late');
    await db()('counters').where({ name: 'in time' }).delete();
  });

  it('a connection whose rollback failed is not used again', async () => {
    const own = connect(url());
    const query = own.client.query;
    own.client.query = function (this: unknown, connection: unknown, asked: unknown) {
      return asked === 'ROLLBACK' ? Promise.reject(new Error('lost')) : query.call(this, connection, asked);
    };
    const broken = inTransaction(own, async (trx) => {
      await trx('counters').insert({ name: 'left', value: 1 });
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    await inTransaction(own, (trx) => trx('counters').insert({ name: 'next', value: 1 }));
    expect(await readCounter('next')).toBe(1);
    expect(await readCounter('left')).toBeUndefined();
    await db()('counters').where({ name: 'next' }).delete();
    await own.destroy();
  });

  it('the work does not run if the transaction could not begin', async () => {
    const own = connect(url());
    const query = own.client.query;
    own.client.query = function (this: unknown, connection: unknown, asked: unknown) {
      return /^BEGIN/.test(String(asked)) ? Promise.reject(new Error('canceled')) : query.call(this, connection, asked);
    };
    const broken = inTransaction(own, (trx) => trx('counters').insert({ name: 'unbegun', value: 1 }));
    await expect(broken).rejects.toThrow('canceled');
    expect(await readCounter('unbegun')).toBeUndefined();
    await own.destroy();
  });

  describe('a transaction that commits without fsync', () => {
    const asynchronous = { isAsynchronous: true };
    const waitsForDisk = async (own: Database) => {
      const answer = await own.raw(kind === 'SQLite' ? 'pragma synchronous' : 'show synchronous_commit');
      return kind === 'SQLite' ? answer[0].synchronous === FULL : answer.rows[0].synchronous_commit === 'on';
    };
    const insert = (trx: Transaction) => trx('counters').insert({ name: 'lazy', value: 1 });
    let own: Database;
    beforeEach(() => {
      own = connect(url());
    });
    afterEach(async () => {
      await own.destroy();
      await db()('counters').where({ name: 'lazy' }).delete();
    });

    it('is visible like any other, and the next one on its connection commits with fsync', async () => {
      const asked: string[] = [];
      own.on('query', ({ sql }: { sql: string }) => asked.push(sql));
      await inTransaction(own, insert, asynchronous);
      expect(asked.join('\n')).toMatch(kind === 'SQLite' ? /synchronous = NORMAL/ : /synchronous_commit = off/);
      expect(await readCounter('lazy')).toBe(1);
      expect(await waitsForDisk(own)).toBe(true);
    });

    it('that is rolled back leaves nothing, and its connection as it was', async () => {
      const broken = inTransaction(own, async (trx) => [await insert(trx), await insert(trx)], asynchronous);
      await expect(broken).rejects.toThrow(/unique/i);
      expect(await readCounter('lazy')).toBeUndefined();
      expect(await waitsForDisk(own)).toBe(true);
    });

    it('that could not begin leaves its connection as it was', async () => {
      const query = own.client.query;
      own.client.query = async function (this: unknown, connection: unknown, asked: unknown) {
        const [first = '', second] = String(asked).split(/;? *BEGIN/);
        if (second === undefined) return query.call(this, connection, asked);
        if (first !== '') await query.call(this, connection, first);
        throw new Error('canceled');
      };
      await expect(inTransaction(own, insert, asynchronous)).rejects.toThrow('canceled');
      own.client.query = query;
      expect(await readCounter('lazy')).toBeUndefined();
      expect(await waitsForDisk(own)).toBe(true);
    });

    it.skipIf(kind === 'SQLite')('in which an error was swallowed commits nothing, and fails', async () => {
      const quiet = inTransaction(
        own,
        async (trx) => {
          await insert(trx);
          await insert(trx).catch(() => {});
        },
        asynchronous,
      );
      await expect(quiet).rejects.toThrow();
      expect(await readCounter('lazy')).toBeUndefined();
    });
  });

  it('queries of a model are part of the transaction', async () => {
    const person = { name: 'Thandi Nkosi', phone: '+27820000009' };
    const broken = inTransaction(db(), async (trx) => {
      await User.query(trx).insert({ ...person, role: 'volunteer', status: 'active', createdAt: new Date() });
      expect(await User.query(trx).findOne({ phone: person.phone })).toMatchObject(person);
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect(await db()('users').where({ phone: person.phone })).toEqual([]);
  });

  it('a transaction within another is part of it', async () => {
    const listened: string[] = [];
    const broken = inTransaction(db(), async (trx) => {
      await inTransaction(trx, async (inner) => {
        await inner('counters').insert({ name: 'inner', value: 1 });
        afterCommit(inner, () => listened.push('inner'));
      });
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect(await readCounter('inner')).toBeUndefined();
    expect(listened).toEqual([]);
  });

  it('a transaction that only reads sees one instant', async () => {
    await db()('counters').insert({ name: 'moment', value: 1 });
    const other = connect(url());
    const seen = await inSnapshot(db(), async (trx) => {
      const read = async () => (await trx('counters').where({ name: 'moment' }).first('value')).value;
      const first = await read();
      await other('counters').where({ name: 'moment' }).update({ value: 2 });
      return [first, await read()];
    });
    expect(seen).toEqual([1, 1]);
    await other.destroy();
  });

  it.skipIf(kind === 'SQLite')('a swallowed error commits nothing, and fails', async () => {
    const quiet = inTransaction(db(), async (trx) => {
      await trx('counters').insert({ name: 'quiet', value: 1 });
      await trx('counters')
        .insert({ name: 'quiet', value: 2 })
        .catch(() => {});
    });
    await expect(quiet).rejects.toThrow('nothing was committed');
    expect(await readCounter('quiet')).toBeUndefined();
  });

  it('a listener for the commit runs once, after the commit', async () => {
    const seen: Promise<unknown>[] = [];
    const listener = () => seen.push(readCounter('committed'));
    let tries = 0;
    await inTransaction(db(), async (trx) => {
      tries += 1;
      afterCommit(trx, listener);
      afterCommit(trx, listener);
      await trx('counters').insert({ name: 'committed', value: 1 });
      if (tries < 2) throw new Busy();
      expect(seen).toEqual([]);
    });
    expect(await Promise.all(seen)).toEqual([1]);
  });

  it('a last step sees all other changes, and if it fails nothing is left', async () => {
    const isThere = (trx: Transaction) => trx('counters').where({ name: 'last' }).first('value');
    const insertAndSee = (trx: Transaction, seen: (row: unknown) => void) => {
      beforeCommit(trx, async () => seen(await isThere(trx)));
      return trx('counters').insert({ name: 'last', value: 1 });
    };
    const broken = inTransaction(db(), (trx) =>
      insertAndSee(trx, (row) => {
        throw new Error(row ? 'it was there' : 'it was not there');
      }),
    );
    await expect(broken).rejects.toThrow('it was there');
    expect(await readCounter('last')).toBeUndefined();
    await inTransaction(db(), (trx) => insertAndSee(trx, (row) => expect(row).toBeDefined()));
    expect(await readCounter('last')).toBe(1);
  });

  it('a listener for a commit that never comes does not run', async () => {
    let calls = 0;
    const broken = inTransaction(db(), async (trx) => {
      afterCommit(trx, () => {
        calls += 1;
      });
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect(calls).toBe(0);
  });

  it('a lock is released if the work throws', async () => {
    const name = { lock: 'turn', id: 7 } as const;
    const broken = withLock(db(), name, async (transact) => {
      await transact((trx) => trx('counters').insert({ name: 'held', value: 1 }));
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    const other = connect(url());
    const value = await withLock(other, name, (transact) =>
      transact((trx) => trx('counters').where({ name: 'held' }).first('value')),
    );
    expect(value).toEqual({ value: 1 });
    await other.destroy();
  });

  it('thirty locks at once need no more connections than there are', async () => {
    const transactions = Array.from({ length: 30 }, (_, id) =>
      withLock(db(), { lock: 'turn', id }, async (transact) => {
        await transact((trx) => trx('counters').where({ name: 'case' }).first('value'));
        return transact((trx) => trx('counters').where({ name: 'case' }).first('value'));
      }),
    );
    expect(await Promise.all(transactions)).toHaveLength(30);
  });
});
