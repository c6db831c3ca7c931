import type { Knex } from 'knex';

/** Who caused a notice, so that one person or number cannot flood the phones of others. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('outbox', (table) => {
    // a keyed hash of whose action caused it. Null: nobody's
    table.string('originator', 32);
    // JSON: of a summary, how many notices it stands for, and their cases
    table.text('summary_of');
  });
  await knex.raw(
    'create index outbox_of_originator on outbox (originator, identity, created_at) where originator is not null',
  );
  // how many alarms of strangers came before another one
  await knex.raw(
    'create index reports_stranger_incidents on reports (created_at) where user_id is null and severity = 2',
  );
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
