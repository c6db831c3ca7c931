import { describe, expect, it } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { DATABASE_KINDS, scratchDatabase } from '#test/support/databases.ts';

describe.each(DATABASE_KINDS)('migrations on %s', (kind) => {
  it('run once when several processes start on an empty database together', async () => {
    const scratch = await scratchDatabase(kind, { isEmpty: true });
    const connections = Array.from({ length: 5 }, () => connect(scratch.url));
    await Promise.all(connections.map((db) => migrate(db)));
    const [first] = connections;
    const schedules = await first?.('schedules').select('name', 'cronExpr', 'timezone', 'durationMinutes');
    expect(schedules).toEqual([
      {
        name: 'Summer Patrol (Nov-Apr)',
        cronExpr: '0 0,2 * 11-12,1-4 6,0,1',
        timezone: 'Africa/Johannesburg',
        durationMinutes: 120,
      },
      {
        name: 'Winter Patrol (May-Oct)',
        cronExpr: '0 1,3 * 5-10 6,0,1',
        timezone: 'Africa/Johannesburg',
        durationMinutes: 120,
      },
    ]);
    await Promise.all(connections.map((db) => db.destroy()));
    await scratch.remove();
  });
});
