import type { Knex } from 'knex';

/** People whose rights, name and number are gone, and of whom the rest is still to be erased. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('erasures', (table) => {
    table.increments('erasure_id');
    // null: a stranger
    table.integer('user_id').references('users.user_id');
    table.string('step', 32).notNullable();
    // the last row of the step that is done. Its form is the step's own
    table.text('position').notNullable().defaultTo('');
    // JSON: what finds the person in the words of others. It holds names and numbers, so the row is deleted at the end
    table.text('facts').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.timestamp('due_at').notNullable().index();
    table.timestamp('created_at').notNullable();
  });
  // whose number it was before is asked at each erasure, and nothing else finds these few among all entries
  await knex.raw("create index audit_events_phones on audit_events (audit_event_id) where action = 'user.phone'");
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
