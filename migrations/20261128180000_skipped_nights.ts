import type { Knex } from 'knex';

/** The local date on whose evening a skipped night begins. The patrol of a Friday night may start on Saturday. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('schedule_exceptions', (table) => {
    table.date('skipped_night');
    table.unique(['schedule_id', 'skipped_night']);
  });
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
