import type { Knex } from 'knex';

/** What erasure must know so that it takes a person out of our records without rewriting what other people wrote. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('bookings', (table) => {
    // What the booker called the buddy. `buddy_name` becomes the member's own name once the buddy is a member.
    table.string('buddy_called', 40);
  });
  await knex('bookings')
    .whereNull('buddy_user_id')
    .update({ buddy_called: knex.ref('buddy_name') });
  await knex.schema.alterTable('outbox', (table) => {
    // For a message that still has to leave with a forgotten person in it: what stays of its words once it has left.
    table.text('kept_words');
  });
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
