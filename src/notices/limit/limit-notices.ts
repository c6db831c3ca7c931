import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import { countCaused } from '#src/messaging/outbox/count-caused.ts';
import { enqueueAll, type NewOutbound } from '#src/messaging/outbox/enqueue.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import { isAmongMany } from '#src/reports/is-among-many.ts';
import { growSummaries } from './grow-summaries.ts';
import type { Addressed, Limited } from './limited-notice.ts';
import { originatorHash, STRANGERS } from './originator.ts';

/** The most texts that one originator can make one reader receive in ten minutes, whatever the actions and the way in. */
const MOST_CAUSED = 25;
const LIMIT_WINDOW = 10 * MINUTE;
/** Of these texts, so many are kept for alarms: nothing that came before hides a call for help. */
const KEPT_FOR_ALARMS = 3;

/**
 * Queues a notice to its readers. Whoever got as many texts of this originator as the limit allows is only told, in one growing
 * text a minute, how many more there are. Returns to how many the notice was queued, and for how many it was only counted.
 */
export async function queueWithinLimit(
  trx: Transaction,
  settings: WatchSettings,
  { notice, addressed }: { notice: Limited; addressed: readonly Addressed[] },
): Promise<{ queued: number; counted: number }> {
  const scope = await scopeOf(trx, settings, notice);
  if (!scope) return { queued: await enqueueAll(trx, settings, addressed.map(messageOf)), counted: 0 };
  const { originator } = scope;
  const full = await findFull(trx, settings, { scope, notice, addressed });
  const within = addressed.filter(({ identity }) => !full.has(identity));
  const queued = await enqueueAll(
    trx,
    settings,
    within.map(({ message }) => ({ ...message, originator })),
  );
  const over = await withoutQueued(
    trx,
    addressed.filter(({ identity }) => full.has(identity)),
  );
  if (over.length > 0) await growSummaries(trx, settings, { originator, notice, readers: over });
  return { queued, counted: over.length };
}

/**
 * Whether one more text from this originator may go to this reader. For texts that are refused above the limit, such as those
 * that a coordinator writes.
 */
export async function hasRoomFor(trx: Transaction, settings: WatchSettings, identity: string): Promise<boolean> {
  const originator = originatorIn(settings);
  if (originator === undefined || identity === settings.originator?.identity) return true;
  return (await listFull(trx, settings, { originator, identities: [identity], isAlarm: false })).length === 0;
}

/** Marks texts that are not notices, so that they count. */
export function originatorIn({ originator, secret }: WatchSettings): string | undefined {
  return originator && originatorHash(secret, originator.identity);
}

interface Scope {
  /** Whose limit it counts for. */
  originator: string;
  /** It is one of so many alarms of strangers that it is not announced alone. */
  isShared: boolean;
}

async function scopeOf(trx: Transaction, settings: WatchSettings, { about }: Limited): Promise<Scope | undefined> {
  const { originator } = settings;
  if (about && (await isAmongMany(trx, about))) return { originator: STRANGERS, isShared: true };
  if (!originator) return undefined;
  const isJoint = !originator.isMember && !about;
  return { originator: isJoint ? STRANGERS : originatorHash(settings.secret, originator.identity), isShared: false };
}

/** The readers who get no more of it. What comes back to the originator's own phone is not limited. */
async function findFull(
  trx: Transaction,
  settings: WatchSettings,
  { scope, notice, addressed }: { scope: Scope; notice: Limited; addressed: readonly Addressed[] },
): Promise<Set<string>> {
  const identities = addressed.map(({ identity }) => identity).filter((each) => each !== settings.originator?.identity);
  if (scope.isShared) return new Set(identities);
  const isAlarm = notice.messageType === 'alarm' && notice.reportId !== undefined;
  return new Set(await listFull(trx, settings, { originator: scope.originator, identities, isAlarm }));
}

async function listFull(
  trx: Transaction,
  { clock }: WatchSettings,
  { originator, identities, isAlarm }: { originator: string; identities: readonly string[]; isAlarm: boolean },
): Promise<string[]> {
  if (identities.length === 0) return [];
  const since = before(clock.now(), LIMIT_WINDOW);
  const caused = await countCaused(trx, { originator, identities, since });
  return identities.filter((identity) => {
    const { total, alarms } = caused.get(identity) ?? { total: 0, alarms: 0 };
    const keptForAlarms = Math.max(0, KEPT_FOR_ALARMS - alarms);
    return isAlarm ? total >= MOST_CAUSED && keptForAlarms === 0 : total >= MOST_CAUSED - keptForAlarms;
  });
}

/** The same cause may have told them before. */
async function withoutQueued(trx: Transaction, addressed: readonly Addressed[]): Promise<Addressed[]> {
  const keys = addressed.map(({ message }) => message.key);
  const queued = await inChunks(keys, (chunk) =>
    listValues<string>(trx('outbox').whereIn('idempotencyKey', chunk), 'idempotencyKey'),
  );
  return addressed.filter(({ message }) => !queued.includes(message.key));
}

function messageOf({ message }: Addressed): NewOutbound {
  return message;
}
