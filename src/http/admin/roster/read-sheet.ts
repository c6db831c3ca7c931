import type { Call } from '#src/http/framework/endpoint.ts';
import type { Period } from '#src/http/framework/values/date-or-time.ts';
import { listRosterPage, type RosterPosition } from '#src/roster/shifts/list-roster-page.ts';
import { csvRows } from './present.ts';

type Read = Call['services']['read'];

/** A few milliseconds of work: texts and alarms are handled in between. */
const BATCH = { mostShifts: 200, mostSlots: 400 };

/**
 * The lines of a roster in batches. Each is read in a snapshot of its own: one that is open for minutes would let SQLite's
 * WAL grow, and would keep the one connection for reads from everybody else.
 */
export async function* readSheet(read: Read, { from, to }: Period, region: string) {
  for (let after: RosterPosition | undefined, hasMore = true; hasMore; ) {
    const page = await read((trx) => listRosterPage(trx, { from, to, after, ...BATCH }));
    yield page.entries.flatMap((entry) => csvRows(entry, region));
    after = page.entries.at(-1)?.shift;
    ({ hasMore } = page);
  }
}
