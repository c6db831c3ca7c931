import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';

let scratch: ScratchDatabase;
let db: Database;
beforeEach(async () => {
  scratch = await scratchDatabase('PostgreSQL', { isEmpty: true });
  db = connect(scratch.url);
  await db.raw('create table words (word text unique)');
});
afterEach(async () => {
  await db.destroy();
  await scratch.remove();
});

/** In a transaction, so that all statements use one connection. */
function preparedAfter(work: (trx: Database) => Promise<unknown>): Promise<string[]> {
  return inTransaction(db, async (trx) => {
    await work(trx);
    const { rows } = await trx.raw('select statement from pg_prepared_statements order by prepare_time');
    return rows.map(({ statement }: { statement: string }) => statement);
  });
}

it('a statement is prepared when it runs for the second time, and returns the rows for each of its bindings', async () => {
  const prepared = await preparedAfter(async (trx) => {
    for (const word of ['one', 'two', 'three']) await trx('words').insert({ word });
    const find = (word: string) => trx('words').where({ word }).pluck('word');
    expect([await find('three'), await find('none'), await find('one')]).toEqual([['three'], [], ['one']]);
    await trx('words').whereIn('word', ['one', 'two']).pluck('word');
  });
  expect(prepared).toEqual([
    'insert into "words" ("word") values ($1)',
    'select "word" from "words" where "word" = $1',
  ]);
});

it('a statement that failed works again with other bindings', async () => {
  const insert = (word: string) => db('words').insert({ word });
  for (const word of ['one', 'two', 'three']) await insert(word);
  await expect(insert('one')).rejects.toMatchObject({ code: '23505' });
  await insert('four');
  expect(await db('words').pluck('word')).toHaveLength(4);
});

it('a statement that cannot be prepared fails each time, until it can', async () => {
  const read = () => db('later').where({ word: 'one' }).pluck('word');
  for (let round = 0; round < 3; round += 1) await expect(read()).rejects.toMatchObject({ code: '42P01' });
  await db.raw("create table later as select 'one' as word");
  for (let round = 0; round < 3; round += 1) expect(await read()).toEqual(['one']);
});

it('work that meets a table changed by another connection is repeated with the new table', async () => {
  const read = () => inTransaction(db, async (trx) => trx('words').where({ word: 'one' }).first());
  await db('words').insert({ word: 'one' });
  for (let round = 0; round < 3; round += 1) await read();
  const other = connect(scratch.url);
  await other.raw('alter table words add column language text');
  await other.destroy();
  expect(await read()).toEqual({ word: 'one', language: null });
});

it('it keeps only as many statements as the limit allows', async () => {
  const prepared = await preparedAfter(async (trx) => {
    for (let length = 1; length <= 400; length += 1) {
      const words = Array.from({ length: 2 }, () => 'one');
      for (let round = 0; round < 2; round += 1) {
        await trx('words')
          .whereIn('word', words)
          .select(trx.raw(`${length} as number`));
      }
    }
  });
  expect(prepared).toHaveLength(300);
});
