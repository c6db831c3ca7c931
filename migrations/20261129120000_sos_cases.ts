import type { Knex } from 'knex';

/** Whether a case began as a call for help, so that it is shown as SOS. Earlier cases are shown as INCIDENT. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('reports', (table) => {
    table.boolean('is_sos').notNullable().defaultTo(false);
  });
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
