import type { Ask } from './ask.ts';

const BOOKING = /^booking:(\d+)$/;

/** The subject of asks about a booking. */
export function subjectOfBooking(bookingId: number): string {
  return `booking:${bookingId}`;
}

/** The booking that the ask is about. Throws if it is about something else. */
export function bookingOfAsk({ askId, subject }: Pick<Ask, 'askId' | 'subject'>): number {
  const id = BOOKING.exec(subject)?.[1];
  if (id === undefined) throw new Error(`ask ${askId} is not about a booking`);
  return Number(id);
}
