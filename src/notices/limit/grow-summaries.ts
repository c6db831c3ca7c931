import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { enqueueEach, fitForChannel, type NewOutbound } from '#src/messaging/outbox/enqueue.ts';
import { type MessageType, rankOf } from '#src/messaging/outbox/message-types.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { after, before, laterOf, MINUTE } from '#src/platform/duration.ts';
import type { AddressChannel } from '#src/volunteers/numbers/address.ts';
import type { Addressed, Limited } from './limited-notice.ts';
import { addNotice, EMPTY_SUMMARY, readSummary, type Summary, summaryWords } from './summary.ts';

/** A reader gets at most one summary of an originator in this time. */
const SUMMARY_EVERY = MINUTE;
/** A summary waits no longer than this. */
const LOOKED_BACK = 10 * MINUTE;
/** Another transaction may begin the same summary at the same moment. */
const MOST_TRIES = 5;

interface Growth {
  originator: string;
  notice: Limited;
  readers: readonly Addressed[];
}

interface Stored {
  outboxId: number;
  identity: string;
  channel: AddressChannel;
  dueAt: Date;
  summaryOf: string;
}

/**
 * Counts a notice for readers who get no more texts of this originator. The first summary leaves at once, and the next one is
 * queued for a minute later and grows until then.
 */
export async function growSummaries(trx: Transaction, settings: WatchSettings, growth: Growth): Promise<void> {
  let readers = growth.readers;
  for (let tries = 1; readers.length > 0; tries += 1) {
    if (tries > MOST_TRIES) throw new Error('the summary of an originator does not settle');
    const last = await listLast(trx, settings, { ...growth, readers });
    const grown = await growWaiting(trx, settings, { ...growth, readers }, last);
    const others = readers.filter(({ identity }) => !grown.has(identity));
    readers = await beginSummaries(trx, settings, { ...growth, readers: others }, last);
  }
}

/** The newest summary of this originator for each reader. */
async function listLast(
  trx: Transaction,
  { clock }: WatchSettings,
  { originator, readers }: Growth,
): Promise<Map<string, Stored>> {
  const rows = await inChunks(identitiesOf(readers), (chunk) =>
    trx('outbox')
      .where({ originator })
      .whereIn('identity', chunk)
      .where('createdAt', '>', before(clock.now(), LOOKED_BACK))
      .whereNotNull('summaryOf')
      .orderBy('dueAt')
      .select('outboxId', 'identity', 'channel', 'dueAt', 'summaryOf'),
  );
  return new Map(rows.map((row) => [row.identity, { ...row, dueAt: new Date(row.dueAt) }]));
}

/** Adds the notice to summaries that have not left. Returns the readers whose summary has it. */
async function growWaiting(
  trx: Transaction,
  settings: WatchSettings,
  { originator, notice, readers }: Growth,
  last: ReadonlyMap<string, Stored>,
): Promise<Set<string>> {
  const now = settings.clock.now();
  const ids = [...last.values()].filter(({ dueAt }) => dueAt > now).map(({ outboxId }) => outboxId);
  if (ids.length === 0) return new Set();
  await lockRows(trx, 'outbox', ids);
  // another transaction may have changed them before we had the lock
  const waiting: Stored[] = await trx('outbox')
    .whereIn('outboxId', ids)
    .whereIn('status', ['queued', 'held'])
    .select('outboxId', 'identity', 'channel', 'dueAt', 'summaryOf');
  const readerOf = new Map(readers.map((reader) => [reader.identity, reader]));
  const isAlarm = notice.messageType === 'alarm';
  for (const [stored, same] of Map.groupBy(waiting, ({ summaryOf }) => summaryOf)) {
    const summary = addNotice(readSummary(stored), notice.about);
    const say = await summaryWords(trx, settings, { originator, summary });
    const bodyOf = ({ identity, channel }: Stored) => {
      const user = readerOf.get(identity)?.user;
      return JSON.stringify(fitForChannel(channel, say(settings.textsFor(user?.language), user)));
    };
    for (const [fitted, alike] of Map.groupBy(same, bodyOf)) {
      await trx('outbox')
        .whereIn(
          'outboxId',
          alike.map(({ outboxId }) => outboxId),
        )
        .update({
          ...JSON.parse(fitted),
          summaryOf: JSON.stringify(summary),
          ...(isAlarm && { messageType: 'alarm', rank: rankOf('alarm') }),
        });
    }
  }
  return new Set(waiting.map(({ identity }) => identity));
}

/** Begins summaries. Returns the readers for whom another transaction has begun one meanwhile. */
async function beginSummaries(
  trx: Transaction,
  settings: WatchSettings,
  { originator, notice, readers }: Growth,
  last: ReadonlyMap<string, Stored>,
): Promise<Addressed[]> {
  if (readers.length === 0) return [];
  const now = settings.clock.now();
  const summary: Summary = addNotice(EMPTY_SUMMARY, notice.about);
  const say = await summaryWords(trx, settings, { originator, summary });
  const begun = readers.map((reader): { reader: Addressed; message: NewOutbound } => {
    const { identity, user } = reader;
    const before = last.get(identity);
    const dueAt = before ? laterOf(now, after(before.dueAt, SUMMARY_EVERY)) : now;
    const body = say(settings.textsFor(user?.language), user);
    const key = `more:${originator}:${user?.userId ?? identity}:${dueAt.getTime()}`;
    const what = { messageType: typeFor(reader, notice), to: { identity }, body, key, dueAt, originator };
    return {
      reader,
      message: { ...what, summaryOf: JSON.stringify(summary), ...(user && { userId: user.userId }) },
    };
  });
  const queued = await enqueueEach(
    trx,
    settings,
    begun.map(({ message }) => message),
  );
  return begun.filter(({ message }) => !queued.has(message.key)).map(({ reader }) => reader);
}

function typeFor({ user }: Addressed, { messageType }: Limited): MessageType {
  if (messageType === 'alarm') return 'alarm';
  return user?.isCoordinator ? 'coordinator_notice' : 'shift_notice';
}

function identitiesOf(readers: readonly Addressed[]): string[] {
  return readers.map(({ identity }) => identity);
}
