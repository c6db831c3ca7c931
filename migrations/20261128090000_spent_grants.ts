import type { Knex } from 'knex';

/**
 * Numbers that COORDINATOR_PHONES can no longer make a coordinator of. A row outlives the person, so it holds only the keyed
 * hash of the number, as `forgotten_numbers` does.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('spent_grants', (table) => {
    table.string('number_hash', 64).primary();
    // the secret that the hash was made with; null until the next start, for rows that this migration copied
    table.string('secret_fingerprint', 16).index();
    table.timestamp('spent_at').notNullable();
  });
  // Earlier versions did not note who of these had been a member. It is safer to take all of them for members.
  await knex.raw(
    'insert into spent_grants (number_hash, spent_at) select number_hash, forgotten_at from forgotten_numbers',
  );
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}
