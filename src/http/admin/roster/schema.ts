import { z } from 'zod';
import { id, instant } from '#src/http/framework/values/schemas.ts';
import { rosterBooking } from '../bookings/schema.ts';

export const MOST_DAYS = 92;

const moment = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  'a date, or a date-time with its offset (in a query, + is written %2B)',
);

const span = {
  from: moment.optional().meta({ description: "A local date of the watch's zone, or a date-time." }),
  to: moment.optional().meta({
    description: `A local date is included, a date-time is not. At most ${MOST_DAYS} days after \`from\`.`,
  }),
};

export const rosterQuery = z.strictObject({
  ...span,
  night: z.iso.date().optional().meta({
    description: 'Instead of from and to: the night that begins on this day, from 05:00 to 05:00.',
  }),
});
export const coverageQuery = z.strictObject(span);
export type SpanQuery = z.output<typeof rosterQuery>;

export const rosterShift = z
  .strictObject({
    schedule_id: id,
    schedule_name: z.string(),
    start_time: instant,
    end_time: instant,
    timezone: z.string(),
    when: z.string(),
    meeting_place: z.string().nullable(),
    open_slots: z.number().int().meta({ description: 'The gaps.' }),
    slots: z.array(z.strictObject({ slot: id, booking: rosterBooking.nullable() })),
  })
  .meta({ id: 'RosterShift' });

export const coverageAnswer = z.array(
  z
    .strictObject({
      schedule_id: id,
      schedule_name: z.string(),
      week: z.string().meta({ description: 'ISO week of the night, in which a shift before 05:00 is the day before.' }),
      shifts: z.number().int(),
      slots: z.number().int(),
      booked: z.number().int(),
      fill_rate: z.number().meta({ description: 'Booked of all slots, 0 to 1.' }),
      attended: z.number().int(),
      no_shows: z.number().int().meta({ description: 'Booked, over, and nobody said or is said to have been there.' }),
      reports: z.number().int(),
    })
    .meta({ id: 'Coverage' }),
);
