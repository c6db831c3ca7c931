import type { Knex } from 'knex';

/** Questions that we or somebody else began, and what came of them. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('asks', (table) => {
    table.increments('ask_id');
    table.string('kind', 32).notNullable();
    // names the ask, such as buddy_invitation:inbox:8:17, so that nobody is asked twice
    table.string('key', 240).notNullable().unique();
    // E.164, or the hash that replaces an erased number
    table.string('identity', 128).notNullable();
    table.integer('user_id').references('users.user_id').index();
    // what it is about, such as booking:17
    table.string('subject', 64).notNullable();
    // how its text names the subject, such as K7
    table.string('ref', 16).notNullable();
    // JSON: what the kind needs to know beside the subject
    table.text('payload').notNullable().defaultTo('{}');
    table.timestamp('opened_at').notNullable();
    // null: it has none, and stays open until something else ends it
    table.timestamp('deadline_at');
    // open, answered, expired, superseded or withdrawn
    table.string('status', 16).notNullable();
    table.timestamp('ended_at');
    // yes, no, …
    table.string('answer', 16);
    // the text that answered it
    table.integer('inbox_id').unique().references('inbox.inbox_id');
  });
  await knex.raw("create unique index asks_open on asks (identity, kind, ref) where status = 'open'");
  await knex.raw("create index asks_open_about on asks (subject) where status = 'open'");
  await knex.raw("create index asks_open_of on asks (user_id) where status = 'open'");
  // late answers, and what is no longer kept
  await knex.raw('create index asks_ended_of on asks (identity, ended_at) where ended_at is not null');
  await knex.raw('create index asks_ended on asks (ended_at) where ended_at is not null');
  await knex.schema.alterTable('outbox', (table) => {
    // the ask whose question it asks. The message is kept for longer than the ask
    table.integer('ask_id').references('asks.ask_id').onDelete('SET NULL');
  });
  await knex.raw('create index outbox_of_ask on outbox (ask_id) where ask_id is not null');
  await knex.schema.alterTable('conversations', (table) => {
    // the text whose replies asked the question of the dialogue state
    table.integer('question_inbox_id');
  });
  await knex.schema.alterTable('bookings', (table) => {
    // when the linked buddy said that they come
    table.timestamp('buddy_confirmed_at');
  });
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
