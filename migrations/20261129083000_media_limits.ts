import type { Knex } from 'knex';

/** What a day's files may be, and files that are not fetched. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('media', (table) => {
    // the sender was a member when the text came
    table.boolean('is_from_member').notNullable().defaultTo(true);
    // when we first tried to fetch it: from then on it counts for a day
    table.timestamp('counted_at');
  });
  await knex.raw('create index media_counted on media (counted_at) where counted_at is not null');
  await knex.raw("create index media_over_limit on media (created_at) where error_code = 'limit'");
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
