import type { Knex } from 'knex';

/** What a restore holds back, and the texts that are fetched from the provider after it. */
export async function up(knex: Knex): Promise<void> {
  // At most one row: while it is there, what was restored and whatever nobody waits for is not sent.
  await knex.schema.createTable('sending_holds', (table) => {
    table.integer('id').primary();
    table.timestamp('since').notNullable();
    // what has left since then is known to the provider alone
    table.timestamp('backup_made_at').notNullable();
  });
  await knex.schema.alterTable('inbox', (table) => {
    // when it was fetched from the provider's list, instead of having been handed over by it
    table.timestamp('replayed_at');
  });
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
