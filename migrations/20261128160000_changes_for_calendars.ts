import type { Knex } from 'knex';

/** Calendar programs take over a change only if the shift says that it is a newer revision. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('bookings', (table) => {
    table.integer('revision').notNullable().defaultTo(0);
    table.timestamp('changed_at');
    // The calendar of a buddy who was replaced or left shows the shift as cancelled.
    table.integer('left_buddy_user_id');
  });
  await knex.raw(
    'create index bookings_left_buddy on bookings (left_buddy_user_id, shift_start) where left_buddy_user_id is not null',
  );
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
