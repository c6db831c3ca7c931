import type { Transaction } from '#src/db/connect.ts';
import type { NewOutbound } from '#src/messaging/outbox/enqueue.ts';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import type { Report } from '#src/reports/report.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { Texts } from '#src/texts/texts.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { formatPhone, parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { listCoordinators } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { queueWithinLimit } from './limit/limit-notices.ts';
import type { Addressed } from './limit/limited-notice.ts';
import { markIfLate } from './mark-late.ts';
import type { WatchSettings } from './watch-settings.ts';

/** `cause` is why we notify. Each cause notifies a person once. */
export interface Notice {
  messageType: MessageType;
  cause: string;
  text: (texts: Texts) => string;
  dueAt?: Date;
  expiresAt?: Date;
  /** The text holds only while this person is on this shift at this time; a coordinator's, while it has no buddy. */
  holdsFor?: BookingDetails;
  /** The case that it asks its reader to take. */
  reportId?: number;
  /** The case that it is about. */
  about?: Report;
  /** The newcomer whom it asks its reader to let in. */
  aboutUserId?: number;
  /** The coordinator whose words it quotes. They go with the person. */
  writtenBy?: number;
  /** The ask whose question it asks. It is not sent once the ask has ended. */
  askId?: number;
}

/**
 * Queues one text to one person, on whichever channel reaches them. Returns false if it is not queued: for a person without a
 * number, and if they got too many texts of its originator.
 */
export async function notify(trx: Transaction, settings: WatchSettings, user: User, notice: Notice): Promise<boolean> {
  const addressed = addressedTo(settings, user, notice);
  return (await queueWithinLimit(trx, settings, { notice, addressed })).queued > 0;
}

/** Empty for a person without a number. */
function addressedTo(settings: WatchSettings, user: User, notice: Notice): Addressed[] {
  return user.phone === null ? [] : [{ user, identity: user.phone, message: messageTo(settings, user, notice) }];
}

function messageTo(settings: WatchSettings, user: User, notice: Notice): NewOutbound {
  const { holdsFor } = notice;
  return {
    messageType: notice.messageType,
    to: { identity: user.phone ?? '' },
    body: bodyOf(settings, notice, settings.textsFor(user.language)),
    key: keyOf(notice.cause, user),
    userId: user.userId,
    ...(notice.dueAt && { dueAt: notice.dueAt }),
    ...(notice.expiresAt && { expiresAt: notice.expiresAt }),
    ...(notice.reportId !== undefined && { reportId: notice.reportId }),
    ...(notice.aboutUserId !== undefined && { aboutUserId: notice.aboutUserId }),
    ...(notice.writtenBy !== undefined && { writtenBy: notice.writtenBy }),
    ...(notice.askId !== undefined && { askId: notice.askId }),
    ...(holdsFor && { bookingId: holdsFor.booking.bookingId, shiftStart: holdsFor.booking.shiftStart }),
  };
}

/** Under which this person's text from this cause is queued. */
export function keyOf(cause: string, { userId }: User): string {
  return `${cause}:${userId}`;
}

/** Queues one text to the number of somebody who is not a member. Does nothing if it is not a mobile number. */
export async function notifyStranger(
  trx: Transaction,
  settings: WatchSettings,
  identity: string,
  notice: Notice,
): Promise<boolean> {
  if (parseMobile(identity, settings.region) !== identity) return false;
  const message: NewOutbound = {
    messageType: notice.messageType,
    to: { identity },
    body: bodyOf(settings, notice, settings.textsFor(undefined)),
    key: `${notice.cause}:${identity}`,
  };
  const addressed = [{ user: undefined, identity, message }];
  return (await queueWithinLimit(trx, settings, { notice, addressed })).queued > 0;
}

function bodyOf(settings: WatchSettings, { text }: Notice, texts: Texts): string {
  return markIfLate(settings, text(texts), texts.late);
}

/**
 * How many coordinators get these very words. `counted`: none of them does, because there were too many texts. The words are
 * stored, and the coordinators learn that there is more.
 */
export type Told = number | 'counted';

/** Of several texts about the same. */
export function mostOf(one: Told, other: Told): Told {
  if (typeof one === 'number' && typeof other === 'number') return Math.max(one, other);
  // "counted" is more than nobody, and less than anybody
  return [one, other].find((each) => typeof each === 'number' && each > 0) ?? 'counted';
}

/** Queues it to every reachable coordinator except `except`. Returns how many get it. */
export async function notifyCoordinators(
  trx: Transaction,
  settings: WatchSettings,
  notice: Notice & { except?: readonly (number | null | undefined)[] },
): Promise<Told> {
  const reachable = await listReachableCoordinators(trx, notice.except);
  const sameForAll = { ...notice, text: oncePerLanguage(notice.text) };
  const addressed = reachable.flatMap((coordinator) => addressedTo(settings, coordinator, sameForAll));
  const { counted } = await queueWithinLimit(trx, settings, { notice, addressed });
  return counted > 0 && counted === reachable.length ? 'counted' : reachable.length - counted;
}

/** Quoting long words takes milliseconds. */
function oncePerLanguage(text: Notice['text']): Notice['text'] {
  const built = new Map<Texts, string>();
  return (texts) => {
    const body = built.get(texts) ?? text(texts);
    built.set(texts, body);
    return body;
  };
}

export async function listReachableCoordinators(
  trx: Transaction,
  except: readonly (number | null | undefined)[] = [],
): Promise<User[]> {
  const reachable = await listCoordinators(trx, { isReachable: true });
  return reachable.filter(({ userId }) => !except.includes(userId));
}

/** Whether our texts reach this person: they have a number and have not texted STOP. */
export async function isReached(trx: Transaction, { phone }: User): Promise<boolean> {
  return phone !== null && !(await isOptedOut(trx, phone));
}

export function phoneOf(user: User, region: string): string {
  return user.phone === null ? '' : formatPhone(user.phone, region);
}
