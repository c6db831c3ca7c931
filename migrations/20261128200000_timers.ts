import type { Knex } from 'knex';

/** Work that must be done later. Ended timers stay for a while, so that an operator sees what ran, and when. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('timers', (table) => {
    table.increments('timer_id');
    table.string('kind', 32).notNullable();
    // names the timer, such as reminder_2h:17:1795816800000:4, so that it is scheduled once
    table.string('key', 160).notNullable().unique();
    // what it is about, such as booking:17
    table.string('subject', 64).notNullable();
    table.integer('user_id').references('users.user_id');
    // the smallest first
    table.integer('priority').notNullable();
    table.timestamp('due_at').notNullable();
    table.timestamp('valid_until');
    // waiting, held (after a restore), or ended: done, not_needed, expired, failed
    table.string('status', 16).notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    // until then, nobody else claims it
    table.timestamp('lease_until');
    // why it failed
    table.text('outcome');
    table.timestamp('created_at').notNullable();
    table.timestamp('ended_at');
  });
  await knex.raw("create index timers_waiting on timers (due_at) where status = 'waiting'");
  await knex.raw("create index timers_of_subject on timers (subject) where status in ('waiting', 'held')");
  await knex.raw('create index timers_ended on timers (ended_at) where ended_at is not null');
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
