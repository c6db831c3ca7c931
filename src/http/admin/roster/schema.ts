import { z } from 'zod';
import { dateInput } from '#src/http/framework/values/date-inputs.ts';
import { dateOrTime } from '#src/http/framework/values/date-or-time.ts';
import { instead } from '#src/http/framework/values/query-rules.ts';
import { id, instant } from '#src/http/framework/values/schemas.ts';
import { rosterBooking } from '../bookings/schema.ts';

export const MOST_DAYS = 92;

const period = {
  from: dateOrTime.optional().meta({ description: "A local date in the watch's time zone, or a date-time." }),
  to: dateOrTime.optional().meta({
    description: `A date includes its whole day; a date-time is excluded. At most ${MOST_DAYS} days after \`from\`.`,
  }),
};

export const rosterQuery = instead(
  z.strictObject({
    ...period,
    night: dateInput.optional().meta({
      description: 'Instead of `from` and `to`: the night that begins on this day, from 05:00 to 05:00.',
    }),
  }),
  'night',
  ['from', 'to'],
);
export const coverageQuery = z.strictObject(period);
export type PeriodQuery = z.output<typeof rosterQuery>;

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

export const coverageAnswer = z.array(
  z
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
    .meta({ id: 'Coverage' }),
);
