import type { Knex } from 'knex';

/** When the provider reported what became of a message: how long a phone was out of reach is what an operator asks. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('outbox', (table) => {
    table.timestamp('delivery_status_at');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('outbox', (table) => {
    table.dropColumn('delivery_status_at');
  });
}
