import type { ActionOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lockName } from '#src/db/locking.ts';
import { keyOfBroadcast, listBroadcasts } from '#src/messaging/outbox/broadcasts.ts';
import { listOnWhatsapp } from '#src/messaging/outbox/choose-channel.ts';
import { enqueueAll } from '#src/messaging/outbox/enqueue.ts';
import { MOST_SEGMENTS } from '#src/messaging/segments/fit-for-sms.ts';
import { foldForSms } from '#src/messaging/segments/gsm7.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import { originatorIn } from '#src/notices/limit/limit-notices.ts';
import { notifyOfAnnouncement } from '#src/notices/members/announcement-notices.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import { after, MINUTE } from '#src/platform/duration.ts';
import { type Audience, listAudience } from '#src/roster/shifts/list-audience.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { listOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import type { User } from '#src/volunteers/people/user.ts';

export interface BroadcastPlan {
  recipients: User[];
  /** As the recipients get it. */
  text: string;
  /** Segments of one SMS. */
  segments: number;
  /** Segments of all SMS together. This decides the cost. */
  segmentsTotal: number;
  onWhatsapp: number;
  /** People in the audience who opted out. */
  optedOut: number;
}

export type PlanOutcome = ({ outcome: 'planned' } & BroadcastPlan) | { outcome: 'tooLong'; segments: number };

/** What would be sent, to whom and at what cost. Sends nothing. */
export async function planBroadcast(
  trx: Transaction,
  settings: WatchSettings,
  { audience, words }: { audience: Audience; words: string },
): Promise<PlanOutcome> {
  const text = settings.textsFor(undefined).announcement({ ...watchFactsOf(settings), words });
  const { segments } = measure(foldForSms(text));
  if (segments > MOST_SEGMENTS) return { outcome: 'tooLong', segments };
  const now = settings.clock.now();
  const meant = await listAudience(trx, audience, now);
  const silenced = new Set(await listOptedOut(trx, phonesOf(meant)));
  const recipients = meant.filter(({ phone }) => phone !== null && !silenced.has(phone));
  const onWhatsapp = (await listOnWhatsapp(trx, phonesOf(recipients), now)).length;
  const segmentsTotal = (recipients.length - onWhatsapp) * segments;
  const optedOut = meant.length - recipients.length;
  return { outcome: 'planned', recipients, text, segments, segmentsTotal, onWhatsapp, optedOut };
}

function phonesOf(users: readonly User[]): string[] {
  return users.flatMap(({ phone }) => phone ?? []);
}

export type BroadcastOutcome =
  | ({ outcome: 'sent'; broadcastId: number } & BroadcastPlan)
  | { outcome: 'tooLong'; segments: number }
  /** Another announcement was sent less than a minute ago, by whichever coordinator. */
  | { outcome: 'tooSoon'; againAt: Date };

/** A watch sends one announcement in this time at most. */
const ANNOUNCED_EVERY = MINUTE;

/** Queues a text to everybody in an audience, and tells the other coordinators. More urgent messages are sent first. */
export async function broadcast(
  trx: Transaction,
  settings: WatchSettings,
  {
    coordinator,
    channel,
    audience,
    words,
  }: Pick<ActionOrigin, 'channel'> & { coordinator: User; audience: Audience; words: string },
): Promise<BroadcastOutcome> {
  const plan = await planBroadcast(trx, settings, { audience, words });
  if (plan.outcome !== 'planned') return plan;
  await lockName(trx, 'announcements', 'announcements');
  const [last] = await listBroadcasts(trx, { limit: 1 });
  const now = settings.clock.now();
  const againAt = last && after(last.createdAt, ANNOUNCED_EVERY);
  // a clock that was set back must not forbid announcements
  if (againAt && againAt > now && last.createdAt <= now) return { outcome: 'tooSoon', againAt };
  const originator = originatorIn(settings);
  const { userId: writtenBy } = coordinator;
  const named = audience.kind === 'schedule' ? `schedule:${audience.scheduleId}` : audience.kind;
  const [row] = await trx('broadcasts')
    .insert({ writtenBy, audience: named, body: words, createdAt: now })
    .returning('broadcastId');
  const { broadcastId } = row;
  const messages = plan.recipients.map(({ userId, phone, language }) => ({
    messageType: 'announcement' as const,
    to: { identity: phone ?? '' },
    body: settings.textsFor(language).announcement({ ...watchFactsOf(settings), words }),
    key: keyOfBroadcast(broadcastId, userId),
    userId,
    writtenBy,
    ...(originator && { originator }),
  }));
  await enqueueAll(trx, settings, messages);
  await notifyOfAnnouncement(trx, settings, { broadcastId, words, writtenBy, coordinator, count: messages.length });
  await audit(trx, settings.clock, {
    actorUserId: writtenBy,
    channel,
    action: 'message.broadcast',
    subject: `broadcast:${broadcastId}`,
    after: { audience: named, recipients: plan.recipients.length },
  });
  return { ...plan, outcome: 'sent', broadcastId };
}
