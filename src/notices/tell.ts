import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/enqueue.ts';
import type { MessageType } from '#src/messaging/message-types.ts';
import type { BookingDetails } from '#src/roster/booking-details.ts';
import { type Texts, textsFor } from '#src/texts/texts-for.ts';
import { listCoordinators } from '#src/volunteers/find-user.ts';
import { listOptedOut } from '#src/volunteers/opt-out.ts';
import { formatPhone, parseMobile } from '#src/volunteers/phone-number.ts';
import type { User } from '#src/volunteers/user.ts';
import { sayWhen } from './say-when.ts';
import type { Watch } from './watch.ts';

/** `cause` is what made us tell: the same cause tells the same person the same thing once. */
export interface Telling {
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
}

/** Queues one text to one person, on whichever channel reaches them. Nothing for who has no number any more. */
export async function tell(trx: Transaction, watch: Watch, user: User, telling: Telling): Promise<boolean> {
  if (user.phone === null) return false;
  const { holdsFor } = telling;
  return enqueue(trx, watch, {
    messageType: telling.messageType,
    to: { identity: user.phone },
    body: bodyOf(watch, telling, textsFor(user.language)),
    key: keyOf(telling.cause, user),
    userId: user.userId,
    ...(telling.dueAt && { dueAt: telling.dueAt }),
    ...(telling.expiresAt && { expiresAt: telling.expiresAt }),
    ...(telling.reportId !== undefined && { reportId: telling.reportId }),
    ...(telling.aboutUserId !== undefined && { aboutUserId: telling.aboutUserId }),
    ...(holdsFor && { bookingId: holdsFor.booking.bookingId, shiftStart: holdsFor.booking.shiftStart }),
  });
}

/** Under which this person's text from this cause is queued. */
export function keyOf(cause: string, { userId }: User): string {
  return `${cause}:${userId}`;
}

/** Queues one text to a number that is no member's. Nothing to senders that are no mobile number. */
export async function tellStranger(
  trx: Transaction,
  watch: Watch,
  identity: string,
  telling: Telling,
): Promise<boolean> {
  if (parseMobile(identity, watch.region) !== identity) return false;
  return enqueue(trx, watch, {
    messageType: telling.messageType,
    to: { identity },
    body: bodyOf(watch, telling, textsFor(undefined)),
    key: `${telling.cause}:${identity}`,
  });
}

function bodyOf(watch: Watch, { text }: Telling, texts: Texts): string {
  return sayWhen(watch, text(texts), texts.late);
}

/** Queues it to every coordinator who can be reached but `except`; returns how many those are. */
export async function tellCoordinators(
  trx: Transaction,
  watch: Watch,
  telling: Telling & { except?: readonly (number | null | undefined)[] },
): Promise<number> {
  const reachable = await listReachableCoordinators(trx, telling.except);
  for (const coordinator of reachable) await tell(trx, watch, coordinator, telling);
  return reachable.length;
}

export async function listReachableCoordinators(
  trx: Transaction,
  except: readonly (number | null | undefined)[] = [],
): Promise<User[]> {
  const coordinators = (await listCoordinators(trx)).filter(({ userId }) => !except.includes(userId));
  const phones = coordinators.flatMap(({ phone }) => phone ?? []);
  const silenced = await listOptedOut(trx, phones);
  return coordinators.filter(({ phone }) => phone !== null && !silenced.includes(phone));
}

export function phoneOf(user: User, region: string): string {
  return user.phone === null ? '' : formatPhone(user.phone, region);
}
