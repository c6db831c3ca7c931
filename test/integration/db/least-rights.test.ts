import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { TestWatch } from '#test/support/test-watch.ts';
import { textIn } from '#test/support/text-in.ts';

const FILE = join(import.meta.dirname, '../../../deploy/postgres/least-rights.sql');
const SUPERUSER = 'alter role postgres password null;';

// other tests share the server: this one has names of its own, and takes nothing from anybody else
const name = `watchline_${randomBytes(4).toString('hex')}`;
const password = 'a password for this test';
let superuser: Knex;
let url: string;

beforeAll(async () => {
  const server = new URL(inject('postgresUrl'));
  superuser = knex({ client: 'pg', connection: `${server.href}/postgres`, pool: { min: 0, max: 1 } });
  for (const statement of statements()) await superuser.raw(statement);
  server.username = name;
  server.password = password;
  server.pathname = `/${name}`;
  url = server.href;
});
afterAll(async () => {
  await superuser.raw(`drop database if exists ${name} with (force)`);
  await superuser.raw(`drop role if exists ${name}`);
  await superuser.destroy();
});

/** As psql reads the file, without its commands. */
function statements(): string[] {
  const sql = readFileSync(FILE, 'utf8').replace(/^(?:--|\\).*\n/gm, '');
  expect(sql).toContain(SUPERUSER);
  expect(sql).toContain('revoke all on database postgres, template1 from public;');
  return sql
    .replace(SUPERUSER, '')
    .replace(/^revoke all on database postgres.*\n/m, '')
    .replace(":'password'", `'${password}'`)
    .replaceAll('watchline', name)
    .split(';')
    .filter((statement) => statement.trim() !== '');
}

it('the service runs with a role that owns its database and may do nothing else', async () => {
  const own = connect(url);
  await migrate(own).finally(() => own.destroy());
  await using watch = await TestWatch.open(url);
  await textIn(watch.services, '+27821234567', 'hello');
  await watch.drain();
  expect(watch.errors).toEqual([]);
  expect(watch.sender.attempts).toHaveLength(1);

  const role = knex({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
  try {
    const { rows } = await role.raw(
      'select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls from pg_roles where rolname = current_user',
    );
    const no = {
      rolsuper: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      rolbypassrls: false,
    };
    expect(rows).toEqual([no]);
    for (const attack of [
      `create role ${name}_other`,
      `create database ${name}_other`,
      "copy (select 1) to program 'id'",
      "select pg_read_file('postgresql.conf')",
      'create extension file_fdw',
    ]) {
      await expect(role.raw(attack), attack).rejects.toMatchObject({ code: '42501' });
    }
  } finally {
    await role.destroy();
  }
});
