import type { Knex } from 'knex';

/** Photos and voice notes, fetched from the provider and kept here. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('media', (table) => {
    table.increments('media_id');
    table.integer('inbox_id').notNullable().references('inbox.inbox_id').onDelete('CASCADE');
    // which attachment of its text, from 0
    table.integer('position').notNullable();
    table.string('kind', 16).notNullable();
    table.text('url');
    table.string('status', 16).notNullable().defaultTo('queued');
    table.string('content_type', 64);
    table.integer('size_bytes');
    table.string('sha256', 64);
    table.integer('attempts').notNullable().defaultTo(0);
    table.timestamp('due_at').notNullable();
    table.timestamp('lease_expires_at');
    table.string('error_code', 32);
    table.text('error');
    table.timestamp('created_at').notNullable();
    table.timestamp('kept_at');
    table.timestamp('erased_at');
    table.unique(['inbox_id', 'position']);
  });
  await knex.raw("create index media_due on media (due_at, media_id) where status = 'queued'");
  await knex.raw("create index media_leased on media (lease_expires_at) where status = 'claimed'");
  await knex.raw("create index media_kept on media (kept_at) where status = 'kept'");

  // apart from the rows that are looked through: a file is read only when somebody wants to see it
  await knex.schema.createTable('media_contents', (table) => {
    table.integer('media_id').primary().references('media.media_id').onDelete('CASCADE');
    table.binary('content').notNullable();
  });

  await knex.schema.alterTable('report_additions', (table) => {
    table.integer('media_id').references('media.media_id').onDelete('SET NULL').index();
  });
  await queueEarlierFiles(knex);
}

export async function down(): Promise<void> {
  throw new Error('a database goes forward only');
}

interface EarlierText {
  inbox_id: number;
  media: string;
  received_at: Date | number;
}

/** The provider still has what was texted before: it is fetched now. */
async function queueEarlierFiles(knex: Knex): Promise<void> {
  const texts: EarlierText[] = await knex('inbox').whereNot('media', '[]').select('inbox_id', 'media', 'received_at');
  for (const { inbox_id, media, received_at } of texts) {
    const attachments: { kind: string; url?: string }[] = JSON.parse(media);
    for (const [position, { kind, url }] of attachments.entries()) {
      if (url === undefined) continue;
      const at = new Date(received_at);
      await knex('media').insert({ inbox_id, position, kind, url, due_at: at, created_at: at });
    }
  }
  await knex('report_additions')
    .whereNotNull('media_url')
    .update({ media_id: knex('media').whereRaw('media.url = report_additions.media_url').min('media_id') });
}
