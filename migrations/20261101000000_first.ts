import type { Knex } from 'knex';

/**
 * Instants are timestamps bound from a Date (on SQLite: integer milliseconds); local dates are `2026-11-28`; JSON is
 * text, so that both databases hand back the same.
 */
export async function up(knex: Knex): Promise<void> {
  await people(knex);
  await roster(knex);
  await reports(knex);
  await messages(knex);
  await knex('counters').insert({ name: 'case', value: 0 });
  await knex('schedules').insert(seededSchedules());
}

export async function down(): Promise<void> {
  throw new Error('there is nothing before the first migration');
}

async function people(knex: Knex) {
  await knex.schema.createTable('users', (table) => {
    table.increments('user_id');
    table.string('phone', 16);
    table.string('name', 40).notNullable();
    table.string('role', 16).notNullable().defaultTo('volunteer');
    table.string('status', 16).notNullable().defaultTo('active');
    table.string('language', 8).notNullable().defaultTo('en');
    table.string('ref', 8).unique();
    table.timestamp('verified_at');
    table.timestamp('created_at').notNullable();
  });
  await knex.raw("create unique index users_phone_unique on users (phone) where status <> 'left'");
  await knex.raw("create index users_coordinators on users (role) where role = 'coordinator'");

  await knex.schema.createTable('conversations', (table) => {
    table.increments('conversation_id');
    table.string('identity', 128).notNullable().unique();
    table.integer('version');
    table.text('place');
    table.text('context');
    table.timestamp('touched_at');
    table.timestamp('forwarded_at');
    table.timestamp('created_at').notNullable();
  });

  await knex.schema.createTable('addresses', (table) => {
    table.increments('address_id');
    table.string('address', 128).notNullable().unique();
    table.string('identity', 128).notNullable().index();
    table.string('channel', 16).notNullable();
    table.integer('user_id').references('users.user_id').index();
    table.timestamp('last_inbound_at');
    table.timestamp('opted_out_at');
    table.timestamp('created_at').notNullable();
  });

  await knex.schema.createTable('one_time_codes', (table) => {
    table.increments('code_id');
    table.string('phone', 16).notNullable();
    table.string('purpose', 8).notNullable();
    table.string('name', 40);
    table.string('hmac', 64).notNullable();
    table.integer('tries').notNullable().defaultTo(0);
    table.timestamp('expires_at').notNullable();
    table.timestamp('created_at').notNullable();
    table.timestamp('ended_at');
    table.string('end_reason', 16);
    table.index(['phone', 'purpose', 'created_at']);
  });
  await knex.raw('create index one_time_codes_open on one_time_codes (expires_at) where ended_at is null');

  await knex.schema.createTable('audit_events', (table) => {
    table.increments('audit_event_id');
    table.integer('actor_user_id').references('users.user_id');
    table.string('channel', 16).notNullable();
    table.string('action', 48).notNullable();
    table.string('subject', 48).notNullable().index();
    table.text('before');
    table.text('after');
    table.timestamp('created_at').notNullable();
  });
}

async function roster(knex: Knex) {
  await knex.schema.createTable('schedules', (table) => {
    table.increments('schedule_id');
    table.string('name', 30).notNullable();
    table.string('cron_expr', 120).notNullable();
    table.date('start_date');
    table.date('end_date');
    table.integer('duration_minutes').notNullable().defaultTo(120);
    table.string('timezone', 64).notNullable();
    table.integer('capacity').notNullable().defaultTo(1);
    table.string('meeting_place', 40);
    table.timestamp('created_at');
  });

  // Every ref that was ever given out, whatever carries it: a ref is never used again.
  await knex.schema.createTable('refs', (table) => {
    table.string('ref', 8).primary();
    table.string('kind', 16).notNullable();
  });

  await knex.schema.createTable('bookings', (table) => {
    table.increments('booking_id');
    table.integer('user_id').notNullable().references('users.user_id');
    table.integer('schedule_id').notNullable().references('schedules.schedule_id');
    table.timestamp('shift_start').notNullable();
    table.timestamp('shift_end').notNullable();
    table.integer('slot').notNullable();
    table.string('ref', 8).unique();
    table.integer('buddy_user_id').references('users.user_id');
    table.string('buddy_name', 40);
    table.string('buddy_phone', 16);
    table.timestamp('buddy_since');
    table.boolean('attended').notNullable().defaultTo(false);
    table.timestamp('created_at').notNullable();
    table.timestamp('dropped_at');
  });
  await knex.raw(
    'create unique index bookings_live_slot on bookings (schedule_id, shift_start, slot) where dropped_at is null',
  );
  await knex.raw('create index bookings_live_start on bookings (shift_start) where dropped_at is null');
  await knex.raw('create index bookings_user on bookings (user_id, shift_start)');
  await knex.raw(
    'create index bookings_buddy on bookings (buddy_user_id, shift_start) where buddy_user_id is not null',
  );
  await knex.raw('create index bookings_buddy_phone on bookings (buddy_phone) where buddy_phone is not null');

  // The different numbers that a person named as buddy on one day: what the daily limit counts.
  await knex.schema.createTable('buddy_numbers', (table) => {
    table.integer('user_id').notNullable().references('users.user_id');
    table.date('named_on').notNullable();
    table.string('phone', 16).notNullable();
    table.primary(['user_id', 'named_on', 'phone']);
  });

  await knex.schema.createTable('check_ins', (table) => {
    table.increments('check_in_id');
    table.integer('booking_id').notNullable().references('bookings.booking_id');
    table.integer('user_id').notNullable().references('users.user_id');
    table.timestamp('in_at');
    table.timestamp('out_at');
    table.timestamp('created_at').notNullable();
    table.unique(['booking_id', 'user_id']);
  });
}

async function reports(knex: Knex) {
  await knex.schema.createTable('counters', (table) => {
    table.string('name', 16).primary();
    table.integer('value').notNullable();
  });

  await knex.schema.createTable('reports', (table) => {
    table.increments('report_id');
    table.integer('case_number').notNullable().unique();
    table.integer('booking_id').references('bookings.booking_id').index();
    table.integer('user_id').references('users.user_id');
    table.string('reporter_identity', 128).notNullable();
    table.integer('severity').notNullable();
    table.text('message').notNullable().defaultTo('');
    table.double('latitude');
    table.double('longitude');
    table.timestamp('created_at').notNullable();
    table.timestamp('acknowledged_at');
    table.integer('acknowledged_by').references('users.user_id');
    table.text('acknowledged_note');
    table.index(['reporter_identity', 'created_at']);
  });

  await knex.schema.createTable('report_additions', (table) => {
    table.increments('addition_id');
    table.integer('report_id').notNullable().references('reports.report_id').index();
    table.string('kind', 16).notNullable();
    table.text('body');
    table.text('media_url');
    table.string('media_type', 80);
    table.double('latitude');
    table.double('longitude');
    table.timestamp('created_at').notNullable();
  });
}

async function messages(knex: Knex) {
  await knex.schema.createTable('inbox', (table) => {
    table.increments('inbox_id');
    table.string('provider_sid', 64).notNullable().unique();
    table.integer('conversation_id').notNullable().references('conversations.conversation_id');
    table.integer('address_id').notNullable().references('addresses.address_id');
    table.text('body').notNullable();
    table.text('media').notNullable().defaultTo('[]');
    table.double('latitude');
    table.double('longitude');
    table.text('raw').notNullable();
    table.timestamp('received_at').notNullable();
    table.timestamp('handled_at');
    table.integer('attempts').notNullable().defaultTo(0);
    table.boolean('needs_person').notNullable().defaultTo(false);
    table.text('needs_person_reason');
  });
  await knex.raw('create index inbox_unhandled on inbox (conversation_id, inbox_id) where handled_at is null');
  await knex.raw('create index inbox_thread on inbox (conversation_id, received_at)');
  await knex.raw('create index inbox_needs_person on inbox (inbox_id) where needs_person');

  await knex.schema.createTable('outbox', (table) => {
    table.increments('outbox_id');
    table.string('message_type', 32).notNullable();
    table.string('recipient', 128).notNullable();
    table.string('identity', 128).notNullable();
    table.string('channel', 16).notNullable();
    table.text('payload').notNullable();
    table.integer('rank').notNullable();
    table.string('status', 16).notNullable().defaultTo('queued');
    table.string('idempotency_key', 160).notNullable().unique();
    table.timestamp('due_at').notNullable();
    table.timestamp('expires_at');
    table.integer('attempts').notNullable().defaultTo(0);
    table.timestamp('lease_expires_at');
    table.timestamp('sending_at');
    table.timestamp('unknown_at');
    table.string('provider_sid', 64).index();
    table.string('delivery_status', 16);
    table.string('error_code', 16);
    table.text('error');
    table.string('encoding', 8).notNullable();
    table.integer('segments').notNullable();
    table.integer('user_id').references('users.user_id');
    table.integer('booking_id').references('bookings.booking_id');
    table.timestamp('shift_start');
    table.integer('code_id').references('one_time_codes.code_id').index();
    table.timestamp('created_at').notNullable();
    table.timestamp('sent_at');
  });
  await knex.raw("create index outbox_due on outbox (rank, due_at, outbox_id) where status = 'queued'");
  await knex.raw("create index outbox_leased on outbox (lease_expires_at) where status in ('claimed', 'sending')");
  await knex.raw("create index outbox_unknown on outbox (due_at) where status = 'unknown'");
  // One message in flight a recipient: the database says no to the second.
  await knex.raw("create unique index outbox_in_flight on outbox (identity) where status in ('claimed', 'sending')");
  await knex.raw('create index outbox_thread on outbox (identity, created_at)');
}

/** The months in the expression carry the season, so neither has dates: a fresh database offers shifts all year. */
function seededSchedules() {
  const common = { duration_minutes: 120, timezone: 'Africa/Johannesburg', capacity: 1 };
  return [
    { ...common, name: 'Summer Patrol (Nov-Apr)', cron_expr: '0 0,2 * 11-12,1-4 6,0,1' },
    { ...common, name: 'Winter Patrol (May-Oct)', cron_expr: '0 1,3 * 5-10 6,0,1' },
  ];
}
