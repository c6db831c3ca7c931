import type { Knex } from 'knex';

/** How fast each sender may announce, and what a queued message asks of its reader. */
export async function up(knex: Knex): Promise<void> {
  // until when what has left keeps the sender of a channel busy
  await knex.schema.createTable('sender_rates', (table) => {
    table.string('channel', 16).primary();
    table.timestamp('busy_until').notNullable();
  });
  await knex.schema.alterTable('outbox', (table) => {
    // the case or the newcomer that the message asks its reader to deal with
    table.integer('report_id').references('reports.report_id').index();
    table.integer('about_user_id').references('users.user_id').index();
  });
  await knex.raw(
    "create index outbox_announcements on outbox (channel, due_at, outbox_id) where status = 'queued' and rank = 3",
  );
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
