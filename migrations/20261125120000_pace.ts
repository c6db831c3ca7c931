import type { Knex } from 'knex';

/** What tells two machines that answer each other from people, and from what an outage held back. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('conversations', (table) => {
    // since when this number gets no answers, because it texts too much
    table.timestamp('answers_paused_at');
  });

  // From when to when the service was there; between two of them it was not.
  await knex.schema.createTable('uptimes', (table) => {
    table.increments('uptime_id');
    table.timestamp('began_at').notNullable();
    table.timestamp('seen_at').notNullable();
  });
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
