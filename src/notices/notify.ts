import type { Transaction } from '#src/db/connect.ts';
import { enqueue, enqueueAll, type NewOutbound } from '#src/messaging/outbox/enqueue.ts';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { Texts } from '#src/texts/texts.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { formatPhone, parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { listCoordinators } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
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
  /** The newcomer whom it asks its reader to let in. */
  aboutUserId?: number;
  /** The ask whose question it asks. It is not sent once the ask has ended. */
  askId?: number;
}

/** Queues one text to one person, on whichever channel reaches them. Does nothing for a person without a number. */
export async function notify(trx: Transaction, settings: WatchSettings, user: User, notice: Notice): Promise<boolean> {
  const message = messageTo(settings, user, notice);
  return message !== undefined && enqueue(trx, settings, message);
}

function messageTo(settings: WatchSettings, user: User, notice: Notice): NewOutbound | undefined {
  if (user.phone === null) return undefined;
  const { holdsFor } = notice;
  return {
    messageType: notice.messageType,
    to: { identity: user.phone },
    body: bodyOf(settings, notice, settings.textsFor(user.language)),
    key: keyOf(notice.cause, user),
    userId: user.userId,
    ...(notice.dueAt && { dueAt: notice.dueAt }),
    ...(notice.expiresAt && { expiresAt: notice.expiresAt }),
    ...(notice.reportId !== undefined && { reportId: notice.reportId }),
    ...(notice.aboutUserId !== undefined && { aboutUserId: notice.aboutUserId }),
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
  return enqueue(trx, settings, {
    messageType: notice.messageType,
    to: { identity },
    body: bodyOf(settings, notice, settings.textsFor(undefined)),
    key: `${notice.cause}:${identity}`,
  });
}

function bodyOf(settings: WatchSettings, { text }: Notice, texts: Texts): string {
  return markIfLate(settings, text(texts), texts.late);
}

/** Queues it to every reachable coordinator except `except`. Returns how many. */
export async function notifyCoordinators(
  trx: Transaction,
  settings: WatchSettings,
  notice: Notice & { except?: readonly (number | null | undefined)[] },
): Promise<number> {
  const reachable = await listReachableCoordinators(trx, notice.except);
  const sameForAll = { ...notice, text: oncePerLanguage(notice.text) };
  const messages = reachable.flatMap((coordinator) => messageTo(settings, coordinator, sameForAll) ?? []);
  await enqueueAll(trx, settings, messages);
  return reachable.length;
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
