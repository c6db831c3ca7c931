import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { createInstallation } from '#test/support/installation.ts';

it('what is done once a minute is done though one part of it fails, and only the others are heard of', async () => {
  const site = createInstallation();
  try {
    site.configure({});
    expect(await site.command('migrate')).toMatchObject({ status: 0 });
    const db = connect(`sqlite:${join(site.folder, 'data/watchline.sqlite3')}`);
    await db.raw('alter table one_time_codes rename to mislaid');
    await expect(site.worker('every-minute')).rejects.toThrow(/"job":"erase-codes"/);
    expect(await db('heartbeats').orderBy('job').pluck('job')).toEqual(['catch-up', 'queue-reminders']);
    await db.raw('alter table mislaid rename to one_time_codes');
    await site.worker('every-minute');
    expect(await db('heartbeats').pluck('job')).toHaveLength(3);
    await db.destroy();
  } finally {
    site.remove();
  }
});
