import type { Knex } from 'knex';

/** For each question that is asked while a text is handled or sent, so that it reads what it answers and no years of history. */
export async function up(knex: Knex): Promise<void> {
  // what somebody still has ahead of them, as booker and as buddy
  await knex.raw('create index bookings_user_end on bookings (user_id, shift_end) where dropped_at is null');
  await knex.raw(
    'create index bookings_buddy_end on bookings (buddy_user_id, shift_end) where dropped_at is null and buddy_user_id is not null',
  );
  await knex.raw(
    'create index bookings_naming on bookings (buddy_phone, shift_end) where dropped_at is null and buddy_phone is not null',
  );
  // the newest code of its owner, the open one, and the one whose digits were texted again
  await knex.raw('create index one_time_codes_newest on one_time_codes (phone, purpose, asked_from, code_id)');
  await knex.raw('create index one_time_codes_open_of on one_time_codes (phone) where ended_at is null');
  await knex.raw('create index one_time_codes_hmac on one_time_codes (hmac)');
  // what a person was ever sent, whichever number they had
  await knex.raw('create index outbox_person on outbox (user_id, created_at)');
  // the dead letters, newest first
  await knex.raw("create index outbox_failed on outbox (outbox_id) where status = 'failed'");
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
