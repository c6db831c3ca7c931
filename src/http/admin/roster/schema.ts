import { z } from 'zod';
import { dateInput } from '#src/http/framework/values/date-inputs.ts';
import { dateOrTime } from '#src/http/framework/values/date-or-time.ts';
import { arrayQuery } from '#src/http/framework/values/paging.ts';
import { instead } from '#src/http/framework/values/query-rules.ts';
import { id, instant } from '#src/http/framework/values/schemas.ts';
import { rosterBooking } from '../bookings/schema.ts';

export const MOST_DAYS = 92;

/** One page is at most this many shifts. */
const MOST_SHIFTS = 100;
/** One answer has at most this many slots: a few milliseconds each for the service, and a megabyte for the caller. */
export const MOST_SLOTS = 2_000;

const period = {
  from: dateOrTime.optional().meta({ description: "A local date in the watch's time zone, or a date-time." }),
  to: dateOrTime.optional().meta({
    description: `A date includes its whole day; a date-time is excluded. At most ${MOST_DAYS} days after \`from\`.`,
  }),
};

const night = dateInput.optional().meta({
  description: 'Instead of `from` and `to`: the night that begins on this day, from 05:00 to 05:00.',
});

export const sheetQuery = instead(z.strictObject({ ...period, night }), 'night', ['from', 'to']);
export const rosterQuery = instead(
  z.strictObject({
    ...period,
    night,
    ...arrayQuery({ numbers: 2, most: MOST_SHIFTS, refused: `${MOST_SLOTS} slots` }),
  }),
  'night',
  ['from', 'to'],
);
export const coverageQuery = z.strictObject(period);
export type PeriodQuery = z.output<typeof sheetQuery>;

export const rosterShift = z
  .strictObject({
    schedule_id: id,
    schedule_name: z.string(),
    start_time: instant,
    end_time: instant,
    timezone: z.string(),
    when: z.string(),
    meeting_place: z.string().nullable(),
    open_slots: z.number().int().meta({ description: 'How many slots are free.' }),
    slots: z.array(z.strictObject({ slot: id, booking: rosterBooking.nullable() })),
  })
  .meta({ id: 'RosterShift' });

const coverageRow = z
  .strictObject({
    schedule_id: id,
    schedule_name: z.string(),
    week: z.string().meta({ description: 'ISO week of the night. A shift before 05:00 belongs to the day before.' }),
    shifts: z.number().int(),
    slots: z.number().int(),
    booked: z.number().int(),
    fill_rate: z.number().meta({ description: 'Booked slots divided by all slots, 0 to 1.' }),
    attended: z.number().int(),
    no_shows: z.number().int().meta({ description: 'Past bookings that nobody attended.' }),
    reports: z.number().int(),
  })
  .meta({ id: 'Coverage' });
export const coverageAnswer = z.array(coverageRow);
