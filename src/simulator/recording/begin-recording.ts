import type { Transaction } from '#src/db/connect.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import type { Journal } from './journal.ts';
import type { IdsBefore } from './recording.ts';

const TABLES: [table: string, id: keyof IdsBefore][] = [
  ['inbox', 'inboxId'],
  ['outbox', 'outboxId'],
  ['auditEvents', 'auditEventId'],
  ['oneTimeCodes', 'codeId'],
];

/**
 * Begins a recording: when the service starts, and when the demo watch has been loaded. `friday`: the demo watch of this Friday
 * is all that there is.
 */
export async function beginRecording(trx: Transaction, journal: Journal, friday?: Date): Promise<void> {
  const start = friday
    ? ({ kind: 'demo', friday } as const)
    : (await isNew(trx))
      ? ({ kind: 'new' } as const)
      : undefined;
  const lastIds: IdsBefore = { inboxId: 0, outboxId: 0, auditEventId: 0, codeId: 0 };
  for (const [table, id] of TABLES) {
    const last = await trx(table).orderBy(id, 'desc').first(id);
    if (last) lastIds[id] = last[id];
  }
  const members = await listValues<string>(trx('users').whereNotNull('phone'), 'phone');
  const ended = await trx('timers').whereNotNull('endedAt').orderBy('endedAt', 'desc').first('endedAt');
  journal.begin({ start, lastIds, members, timersEndedUntil: ended && new Date(ended.endedAt) });
}

/** Nobody has joined, texted or changed anything since the database was made. */
async function isNew(trx: Transaction): Promise<boolean> {
  for (const table of ['users', 'inbox', 'outbox', 'bookings', 'auditEvents']) {
    if (await trx(table).first(trx.raw('1'))) return false;
  }
  const schedules: { meetingPlace: string | null }[] = await trx('schedules').select('meetingPlace');
  return schedules.length === SEEDED_SCHEDULES && schedules.every(({ meetingPlace }) => meetingPlace === null);
}

const SEEDED_SCHEDULES = 2;
