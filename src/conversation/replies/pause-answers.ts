import type { EffectName } from '#src/conversation/machine/vocabulary.ts';
import { type Turn, turnCause } from '#src/conversation/turn.ts';
import { findEndOfOutage } from '#src/db/monitoring/uptime.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { notifyCoordinators } from '#src/notices/notify.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { after, before, HOUR } from '#src/platform/duration.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { MOST_TEXTS, measurePace, PACE_WINDOW, type Pace } from './pace.ts';

/** Effects that concern danger. They are always answered. */
const ALWAYS_ANSWERED: readonly EffectName[] = [
  'onDanger',
  'onLikelyDanger',
  'onHelpAsked',
  'onReport',
  'onSighting',
  'onMedia',
];
/** Additions to a case are always answered, too, unless the same words come again and again. */
const ANSWERED_IN_A_CASE: readonly EffectName[] = ['onAddition', 'onSeverityChange'];

/**
 * Two machines that answer each other must come to an end, because each answer costs money. A number that texts too
 * much is still heard, but gets no answers until it has calmed down. We tell it so once, and the coordinators, too.
 * Returns whether to hold the answers back.
 */
export async function pauseAnswers(turn: Turn): Promise<boolean> {
  // a report of a sender who is not a member is answered, too
  if (turn.understood === 'REPORT' || isAlwaysAnswered(turn)) return false;
  const wasTooFast = turn.pausedAt !== null;
  const { isTooFast, isRepeating } = await readPace(turn, wasTooFast);
  if (isTooFast && goesIntoCase(turn) && !isRepeating) return false;
  if (isTooFast && !wasTooFast) await beginPause(turn, isRepeating);
  if (!isTooFast) turn.pausedAt = null;
  return isTooFast;
}

/** A file of somebody who is not a member may show no danger: without a case nobody opens it. */
function isAlwaysAnswered({ text, effects, user }: Turn): boolean {
  return (text.attachments.length > 0 && user?.isActive) || effects.some((name) => ALWAYS_ANSWERED.includes(name));
}

function goesIntoCase({ effects }: Turn): boolean {
  return effects.some((name) => ANSWERED_IN_A_CASE.includes(name));
}

/** Texts from before the end of an outage, or from the minutes after, came late and all at once. They do not count. */
async function readPace(turn: Turn, wasTooFast: boolean): Promise<Pace> {
  const texts = await listRecentTexts(turn);
  const pace = measurePace(texts, { wasTooFast });
  const end = pace.isTooFast ? await findEndOfOutage(turn.trx) : undefined;
  if (!end) return pace;
  const counted = texts.filter(({ receivedAt }) => receivedAt > after(end, PACE_WINDOW));
  return measurePace(counted, { wasTooFast });
}

interface RecentText {
  body: string;
  receivedAt: Date;
}

/** The texts of this conversation in the window, newest first. */
async function listRecentTexts({ trx, text, lastTextAt }: Turn): Promise<RecentText[]> {
  const from = before(text.receivedAt, PACE_WINDOW);
  // most texts are the first for a while, and need no query
  if (lastTextAt === null || lastTextAt < from) return [text];
  const rows: { body: string; receivedAt: Date | number }[] = await trx('inbox')
    .where({ conversationId: text.conversationId })
    .where('receivedAt', '>', from)
    .where('receivedAt', '<=', text.receivedAt)
    .where('inboxId', '<=', text.inboxId)
    .orderBy([
      { column: 'receivedAt', order: 'desc' },
      { column: 'inboxId', order: 'desc' },
    ])
    .limit(MOST_TEXTS + 1)
    .select('body', 'receivedAt');
  return rows.map(({ body, receivedAt }) => ({ body, receivedAt: new Date(receivedAt) }));
}

/** The coordinators are told about the same number once an hour at most. */
async function beginPause(turn: Turn, isRepeating: boolean): Promise<void> {
  const { trx, settings, text, texts, user } = turn;
  turn.pausedAt = text.receivedAt;
  turn.needsPerson ??= 'texts too much, so its answers are paused';
  await enqueue(trx, settings, {
    messageType: 'answer',
    to: { address: text.address },
    body: texts.answersPaused({ ...watchFactsOf(settings), isMember: user?.isActive ?? false }),
    key: `${turnCause(turn)}:paused`,
  });
  const who = { name: user?.name ?? '', phone: formatPhone(text.identity, settings.region) };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `paused:${text.conversationId}:${Math.floor(text.receivedAt.getTime() / HOUR)}`,
    text: (words) => words.answersPausedFor({ ...who, isRepeating }),
    except: [user?.userId],
  });
}
