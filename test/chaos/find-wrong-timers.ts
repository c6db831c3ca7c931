import type { Database } from '#src/db/connect.ts';
import type { Find } from './finding.ts';

interface AskRow {
  askId: number;
  status: string;
  deadlineAt: number | Date | null;
  endedAt: number | Date | null;
  answer: string | null;
  payload: string;
  changedAt: number | Date | null;
}

/** Every timer that was due ran once, and what it should have done is there. Every ask ended once, or still waits. */
export async function checkTimers(db: Database, now: Date, find: Find): Promise<Record<string, number>> {
  const timers: { key: string; kind: string; status: string; dueAt: number | Date }[] = await db('timers');
  const statuses = new Map(timers.map(({ key, status }) => [key, status]));
  const keys: string[] = await db('outbox').pluck('idempotency_key');
  for (const { key, kind, status, dueAt } of timers) {
    if (status === 'failed') find('No timer is lost', `${key} failed`);
    if (status === 'waiting' && new Date(dueAt) < now) find('No timer is lost', `${key} should have run`);
    if (kind.startsWith('reminder') && (status === 'done') !== keys.includes(key))
      find(
        'A reminder is sent once',
        `${key} is ${status}, and its message ${keys.includes(key) ? 'is' : 'is not'} there`,
      );
  }
  await checkAsks(db, { statuses, keys, now }, find);
  const asks: { status: string }[] = await db('asks').select('status');
  const counts = [...timers, ...asks.map(({ status }) => ({ kind: 'asks', status }))];
  return Object.fromEntries(
    [...Map.groupBy(counts, ({ kind, status }) => `${kind} ${status}`)].map(([what, rows]) => [what, rows.length]),
  );
}

interface Found {
  /** Of the timers, by key. */
  statuses: ReadonlyMap<string, string>;
  /** Of all messages. */
  keys: readonly string[];
  now: Date;
}

async function checkAsks(db: Database, { statuses, keys, now }: Found, find: Find): Promise<void> {
  const asks: AskRow[] = await db('asks')
    .join('bookings', 'bookings.ref', 'asks.ref')
    .where('asks.kind', 'buddy_invitation')
    .select('asks.*', 'bookings.changedAt');
  for (const { askId, status, deadlineAt, endedAt, answer, payload, changedAt } of asks) {
    const timer = statuses.get(`ask_expiry:${askId}`);
    const isOver = deadlineAt !== null && new Date(deadlineAt) < now;
    if (status === 'open' && isOver) find('Every ask ends', `${askId} is open after its deadline`);
    if ((status === 'open') !== (endedAt === null))
      find('Every ask ends once', `${askId} is ${status}, ended ${endedAt}`);
    if ((status === 'answered') !== (answer !== null))
      find('Every ask ends once', `${askId} is ${status}, "${answer}"`);
    if ((status === 'expired') !== (timer === 'done'))
      find('Every ask ends once', `${askId} is ${status}, and its timer ${timer}`);
    const isTold = keys.some((key) => key.startsWith(`ask:${askId}:silent:`));
    if (isTold && status !== 'expired') find('Both sides are told the truth', `${askId} is ${status}, not silent`);
    const isDueToTell = status === 'expired' && JSON.parse(payload).isStated && changedAt === null;
    if (isDueToTell && !isTold) find('No expiry is lost', `the booker was not told that ${askId} expired`);
  }
}
