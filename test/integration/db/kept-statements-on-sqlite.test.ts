import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { scratchFolder } from '#test/support/scratch-folder.ts';

let folder: ReturnType<typeof scratchFolder>;
let db: Database;

beforeEach(async () => {
  folder = scratchFolder();
  db = connect(`sqlite:${join(folder.path, 'kept.sqlite3')}`);
  await db.raw('create table words (word text unique, photo blob)');
});

afterEach(async () => {
  await db.destroy();
  folder[Symbol.dispose]();
});

it('a statement is prepared once, and returns the rows for each of its bindings', async () => {
  const prepare = vi.spyOn(sqlite3.Database.prototype, 'prepare');
  for (const word of ['one', 'two', 'three']) await db('words').insert({ word });
  const found = await Promise.all(['three', 'one', 'none'].map((word) => db('words').where({ word }).first('word')));
  expect(found).toEqual([{ word: 'three' }, { word: 'one' }, undefined]);
  expect(prepare.mock.calls.map(([sql]) => sql)).toEqual([
    'insert into `words` (`word`) values (?)',
    'select `word` from `words` where `word` = ? limit ?',
  ]);
  prepare.mockRestore();
});

it('a statement that failed works again with other bindings', async () => {
  const insert = (word: string) => db('words').insert({ word });
  await insert('one');
  await expect(insert('one')).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' });
  await insert('two');
  expect(await db('words').pluck('word')).toEqual(['one', 'two']);
});

it('a write after a statement that found the database busy is committed', async () => {
  const other = connect(`sqlite:${join(folder.path, 'kept.sqlite3')}`);
  await other.raw('begin immediate');
  await expect(db('words').insert({ word: 'one' })).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
  await other.raw('rollback');
  await db('words').insert({ word: 'two', photo: null });
  expect(await other('words').pluck('word')).toEqual(['two']);
  await other.destroy();
});

it('a statement that cannot be prepared fails each time, until it can', async () => {
  const read = () => db('later').select('word');
  for (let round = 0; round < 2; round += 1) await expect(read()).rejects.toThrow('no such table');
  await db.raw('create table later as select 1 as word');
  expect(await read()).toEqual([{ word: 1 }]);
});

it('a kept statement sees changes of its table, and does not prevent them', async () => {
  const read = () => db('words').select('*');
  await db('words').insert({ word: 'one' });
  await read();
  await db.raw('alter table words add column language text');
  expect(await read()).toEqual([{ word: 'one', photo: null, language: null }]);
  await db.raw('drop table words');
  await expect(read()).rejects.toThrow('no such table');
});

it('more statements than are kept still work', async () => {
  await db('words').insert({ word: 'one' });
  for (let round = 0; round < 2; round += 1) {
    for (let index = 0; index < 300; index += 1) {
      expect(await db('words').select(db.raw(`${index} as number`))).toEqual([{ number: index }]);
    }
  }
});

it('a photo does not stay in memory with its statement', async () => {
  const prepare = vi.spyOn(sqlite3.Database.prototype, 'prepare');
  await db('words').insert({ word: 'one', photo: Buffer.from('a photo') });
  expect(prepare).not.toHaveBeenCalled();
  expect((await db('words').first('photo')).photo.toString()).toBe('a photo');
  prepare.mockRestore();
});
