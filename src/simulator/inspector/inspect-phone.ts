import { subjectOf } from '#src/asks/end-ask.ts';
import { subjectOfBooking } from '#src/asks/subject-of-booking.ts';
import { foreseeYes } from '#src/conversation/foresee-yes.ts';
import type { Transaction } from '#src/db/connect.ts';
import { listTimersOf } from '#src/db/timers/read-timers.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import { listOpenCodesOf } from '#src/volunteers/sign-in/one-time-code.ts';
import type { HandledTexts } from './handled-texts.ts';
import { inspectAsks, inspectYes } from './inspect-asks.ts';
import { inspectDialogue } from './inspect-dialogue.ts';
import { inspectPerson } from './inspect-person.ts';
import { inspectTexts } from './inspect-texts.ts';
import { inspectTimers } from './inspect-timers.ts';
import type { Inspection } from './inspection.ts';

const MOST_TIMERS = 20;

export interface InspectionQuery {
  /** E.164. */
  identity: string;
  /** How many of the newest texts. */
  texts: number;
}

/**
 * What the service knows about the phone with this number. It reads the same rows as the conversation, at the instant of the
 * watch's clock, and writes nothing.
 */
export async function inspectPhone(
  trx: Transaction,
  { settings, handledTexts }: { settings: WatchSettings; handledTexts: HandledTexts },
  { identity, texts: limit }: InspectionQuery,
): Promise<Inspection> {
  const now = settings.clock.now();
  const foreseen = await foreseeYes(trx, settings, { identity });
  const { conversation, yes } = foreseen;
  const { userId, ...person } = await inspectPerson(trx, { identity, zone: settings.zone });
  const asks = await inspectAsks(trx, { identity, yes, now });
  const subjects = await listSubjectsOf(trx, { identity, userId, asks, now });
  const timers = await listTimersOf(trx, { userId, subjects, limit: MOST_TIMERS });
  return {
    texts: conversation
      ? await inspectTexts(trx, handledTexts, { conversationId: conversation.conversationId, limit })
      : [],
    dialogue: await inspectDialogue(trx, settings, foreseen),
    yes: await inspectYes(trx, yes, now),
    asks,
    timers: await inspectTimers(trx, now, timers),
    person,
  };
}

/** What timers without a person may be about, and still concern this one. */
async function listSubjectsOf(
  trx: Transaction,
  who: { identity: string; userId: number | undefined; asks: readonly { askId: number }[]; now: Date },
): Promise<string[]> {
  const { identity, userId, asks, now } = who;
  const codes = await listOpenCodesOf(trx, identity);
  const bookings = userId === undefined ? [] : await listBookingsOf(trx, userId, { endsAfter: now });
  return [
    ...asks.map(subjectOf),
    ...codes.map(({ codeId }) => `code:${codeId}`),
    ...bookings.map(({ booking }) => subjectOfBooking(booking.bookingId)),
  ];
}
