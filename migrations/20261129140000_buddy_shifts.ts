import type { Knex } from 'knex';

/** For how many different shifts a person named this number today: the instants of their starts, as JSON. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('buddy_numbers', (table) => {
    table.text('shifts').notNullable().defaultTo('[]');
  });
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
