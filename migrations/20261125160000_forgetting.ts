import type { Knex } from 'knex';

/** What is kept how long, and what stays of whoever was forgotten. */
export async function up(knex: Knex): Promise<void> {
  await people(knex);
  await messages(knex);
  await knex.schema.createTable('forgotten_numbers', (table) => {
    // keyed with the secret: without it nobody can tell which number it was
    table.string('number_hash', 64).primary();
    table.timestamp('opted_out_at');
    table.timestamp('refused_at');
    table.timestamp('forgotten_at').notNullable();
  });
  // At most one row: what the last run removed.
  await knex.schema.createTable('retention_reports', (table) => {
    table.integer('id').primary();
    table.text('removed').notNullable();
    table.boolean('is_done').notNullable();
    table.timestamp('ended_at').notNullable();
  });
  await knex.raw("create index media_to_erase on media (due_at) where status = 'erased' and url is not null");
  await knex.raw("create index media_held on media (created_at) where status <> 'erased'");
  await knex.raw(
    'create index additions_placed on report_additions (created_at) where latitude is not null or media_url is not null',
  );
  await knex.raw('create index reports_placed on reports (created_at) where latitude is not null');
  await knex.raw(
    "create index reports_of_strangers on reports (created_at) where user_id is null and reporter_identity like '+%'",
  );
  await knex.raw('create index repeats_created on repeats (created_at)');
  await knex.raw(
    'create index bookings_strange_buddies on bookings (shift_end) where buddy_user_id is null and (buddy_phone is not null or buddy_name is not null)',
  );
  await knex.raw('create index live_events_created on live_events (created_at)');
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}

async function people(knex: Knex): Promise<void> {
  await knex.schema.alterTable('users', (table) => {
    // when they last showed, other than by a text, that the number is theirs
    table.timestamp('seen_at');
    table.timestamp('left_at');
    table.timestamp('forgotten_at');
  });
  const left: { user_id: number }[] = await knex('users').where({ status: 'left' }).select('user_id');
  for (const { user_id } of left) {
    const [leave] = await knex('audit_events')
      .where({ subject: `user:${user_id}`, action: 'user.leave' })
      .max('created_at as at');
    await knex('users')
      .where({ user_id })
      .update({ left_at: leave?.at ?? new Date() });
  }
  await knex.raw("create index users_left on users (left_at) where status = 'left' and forgotten_at is null");
  await knex.raw("create index one_time_codes_old on one_time_codes (created_at) where phone <> ''");
}

async function messages(knex: Knex): Promise<void> {
  await knex.schema.alterTable('inbox', (table) => {
    table.timestamp('erased_at');
  });
  await knex.schema.alterTable('outbox', (table) => {
    table.timestamp('erased_at');
    // it speaks of somebody who was forgotten: it may leave, and is erased once it has
    table.boolean('is_last_word').notNullable().defaultTo(false);
  });
  await knex.raw("create index inbox_raw on inbox (received_at) where raw <> '{}'");
  await knex.raw('create index inbox_words on inbox (received_at) where erased_at is null');
  await knex.raw('create index outbox_words on outbox (created_at) where erased_at is null');
  await knex.raw('create index outbox_last_words on outbox (outbox_id) where is_last_word');
  await knex.raw('create index outbox_to_strangers on outbox (created_at) where user_id is null and erased_at is null');
  await knex.raw(
    "create index conversations_known on conversations (touched_at) where identity not like 'forgotten:%'",
  );
}
