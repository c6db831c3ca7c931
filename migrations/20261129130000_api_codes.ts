import type { Knex } from 'knex';

/** Codes of the API are counted as rows, so that only those count that were really asked for. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('one_time_codes', (table) => {
    // not texted, because the rest of the hour's codes is kept for members
    table.boolean('is_withheld').notNullable().defaultTo(false);
  });
  await knex.raw(
    "create index one_time_codes_from on one_time_codes (asked_from, created_at) where purpose = 'api' and asked_from <> ''",
  );
  await knex.raw(
    "create index one_time_codes_texted on one_time_codes (created_at) where purpose = 'api' and not is_withheld",
  );
  await knex.raw('create index one_time_codes_withheld on one_time_codes (created_at) where is_withheld');
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
