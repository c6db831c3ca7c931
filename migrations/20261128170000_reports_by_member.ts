import type { Knex } from 'knex';

/** The reports of one member, newest first. Without it, each page of `GET /reports` read the whole table. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('create index reports_user on reports (user_id, report_id) where user_id is not null');
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
