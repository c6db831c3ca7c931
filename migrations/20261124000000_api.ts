import type { Knex } from 'knex';

/** What the JSON API and the coordinators' work add. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('users', (table) => {
    // tokens of an older generation no longer count
    table.integer('token_generation').notNullable().defaultTo(0);
  });
  await knex.schema.alterTable('one_time_codes', (table) => {
    // for the API: the network address that asked. What is counted for one, never stands in another's way.
    table.string('asked_from', 64).notNullable().defaultTo('');
  });
  // what somebody at a network address typed instead of the code for a phone; counted for a few minutes
  await knex.schema.createTable('wrong_codes', (table) => {
    table.increments('wrong_code_id');
    table.string('phone', 16).notNullable();
    table.string('asked_from', 64).notNullable();
    table.timestamp('tried_at').notNullable().index();
    table.index(['phone', 'asked_from', 'tried_at']);
  });
  await knex.schema.alterTable('conversations', (table) => {
    // while a coordinator talks with this person, what is no command goes to them
    table.integer('talking_with').references('users.user_id');
    table.timestamp('talking_until');
  });
  await knex.schema.alterTable('inbox', (table) => {
    table.timestamp('seen_to_at');
    table.integer('seen_to_by').references('users.user_id');
  });
  await knex.schema.alterTable('outbox', (table) => {
    table.integer('written_by').references('users.user_id');
  });

  await knex.schema.alterTable('reports', (table) => {
    table.index(['user_id', 'report_id']);
  });

  await knex.schema.createTable('repeats', (table) => {
    table.integer('user_id').notNullable().references('users.user_id');
    table.string('repeat_key', 200).notNullable();
    table.string('request_hash', 64).notNullable();
    table.integer('status');
    table.text('answer');
    table.timestamp('created_at').notNullable();
    table.primary(['user_id', 'repeat_key']);
  });

  await knex.schema.createTable('live_events', (table) => {
    table.increments('live_event_id');
    table.string('type', 32).notNullable();
    table.text('body').notNullable();
    table.timestamp('created_at').notNullable();
  });

  await knex.schema.createTable('calendar_feeds', (table) => {
    table.increments('calendar_feed_id');
    table.integer('user_id').notNullable().references('users.user_id').index();
    table.string('token_hash', 64).notNullable().unique();
    table.timestamp('created_at').notNullable();
    table.timestamp('revoked_at');
  });

  await knex.schema.createTable('schedule_exceptions', (table) => {
    table.increments('schedule_exception_id');
    table.integer('schedule_id').notNullable().references('schedules.schedule_id');
    // a skipped local date, or one more start
    table.date('skipped_date');
    table.timestamp('added_start');
    table.string('reason', 80);
    table.timestamp('created_at').notNullable();
    table.unique(['schedule_id', 'skipped_date']);
    table.unique(['schedule_id', 'added_start']);
  });

  await knex.schema.alterTable('bookings', (table) => {
    // what was agreed to since then needs no reminder inside of its window
    table.timestamp('moved_at');
  });

  await knex.schema.createTable('rate_limits', (table) => {
    // as its library has it: in this order, and the end in milliseconds
    table.string('key', 255).primary();
    table.integer('points').notNullable();
    table.bigInteger('expire').index();
  });

  await knex.schema.createTable('heartbeats', (table) => {
    table.string('job', 32).primary();
    table.timestamp('beaten_at').notNullable();
  });

  // At most one row: while it is there, the sender is broken and nothing is tried.
  await knex.schema.createTable('sender_pauses', (table) => {
    table.integer('id').primary();
    table.string('code', 16).notNullable();
    table.text('reason').notNullable();
    table.timestamp('since').notNullable();
    table.timestamp('until').notNullable();
  });

  await knex.schema.createTable('broadcasts', (table) => {
    table.increments('broadcast_id');
    table.integer('written_by').notNullable().references('users.user_id');
    table.string('audience', 32).notNullable();
    table.text('body').notNullable();
    table.timestamp('created_at').notNullable();
  });
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
