import { z } from 'zod';
import { dateInput, instantInput } from '#src/http/framework/values/date-inputs.ts';
import { notEmpty } from '#src/http/framework/values/object-rules.ts';
import { id, instant, localDate } from '#src/http/framework/values/schemas.ts';
import { lineForSms } from '#src/http/framework/values/sms-texts.ts';
import { reasonInput, upTo } from '#src/http/framework/values/text-inputs.ts';
import { timeZoneInput } from '#src/http/framework/values/time-zones.ts';
import { idInUrl } from '#src/http/framework/values/url-integers.ts';
import { scheduleAnswer } from '#src/http/shared/schedules/schema.ts';
import { shiftAnswer } from '#src/http/shared/shifts/schema.ts';
import { LONGEST_SHIFT_MINUTES, MOST_BOOKINGS } from '#src/roster/schedules/check-rule.ts';
import { DAY_ENDS } from '#src/roster/schedules/night.ts';

export const scheduleParams = z.strictObject({ id: idInUrl });
export const exceptionParams = z.strictObject({ id: idInUrl, exception_id: idInUrl });

export const dropQuery = z.strictObject({
  drop: z.enum(['orphans']).optional().meta({
    description: 'Drop the bookings that lose their shift by this change, and tell their people by text.',
  }),
});

/** Five fields. Whether they make shifts is decided by the calendar, which no pattern knows. */
const cronInput = upTo(120)
  .regex(/^\s*[0-9A-Za-z*,/#?-]+(?:\s+[0-9A-Za-z*,/#?-]+){4}\s*$/, {
    error: 'must have five fields: minute, hour, day, month, weekday',
  })
  .trim()
  .meta({ maxLength: 120, examples: ['0 0,2 * 11-12,1-4 6,0,1'] });

const values = {
  name: lineForSms(30).meta({ id: 'ScheduleName' }),
  cron_expr: cronInput,
  start_date: dateInput.nullable(),
  end_date: dateInput.nullable(),
  duration_minutes: z.int().min(1).max(LONGEST_SHIFT_MINUTES),
  timezone: timeZoneInput,
  capacity: z.int().min(1).max(MOST_BOOKINGS).meta({ description: 'How many slots each shift has.' }),
  meeting_place: lineForSms(40).meta({ id: 'MeetingPlace' }).nullable(),
};

export const createScheduleBody = z.strictObject({
  ...values,
  start_date: values.start_date.default(null),
  end_date: values.end_date.default(null),
  duration_minutes: values.duration_minutes.default(120),
  timezone: values.timezone.optional().meta({ description: 'Default: the time zone of the watch.' }),
  capacity: values.capacity.default(1),
  meeting_place: values.meeting_place.default(null),
});

export const changeScheduleBody = notEmpty(z.strictObject(values).partial(), 'needs at least one field');

export const endScheduleBody = z.strictObject({
  end_date: dateInput.meta({ description: 'The last day on which a shift may start.' }),
});

const DAY_BEGINS = `${String(DAY_ENDS).padStart(2, '0')}:00`;

const exceptionReason = reasonInput(80).optional().meta({ description: 'People who lose their shift get it by text.' });

export const exceptionBody = z.union(
  [
    z.strictObject({
      skip: dateInput.meta({ description: 'No regular shift starts on this local date of the schedule.' }),
      reason: exceptionReason,
    }),
    z.strictObject({
      night: dateInput.meta({
        description: `No regular shift starts in the night that begins on the evening of this local date: from ${DAY_BEGINS} on this date until ${DAY_BEGINS} on the next.`,
      }),
      reason: exceptionReason,
    }),
    z.strictObject({
      add: instantInput.meta({
        description:
          'One more shift starts at this time: on a whole minute, and overlapping no other shift of the schedule.',
      }),
      reason: exceptionReason,
    }),
  ],
  'needs exactly one of skip, night and add',
);

export const exceptionAnswer = z
  .strictObject({
    exception_id: id,
    skip: localDate.nullable(),
    night: localDate.nullable(),
    add: instant.nullable(),
    skipped_shifts: z.int().min(0).nullable().meta({
      description:
        'How many regular shifts it takes away: those that had not started, and that no older exception takes away. Null for an added shift.',
    }),
    reason: z.string().nullable(),
    created_at: instant,
  })
  .meta({ id: 'ScheduleException' });

export const wholeSchedule = z
  .strictObject({
    ...scheduleAnswer.shape,
    meeting_place: z.string().nullable(),
    exceptions: z.array(exceptionAnswer),
  })
  .meta({ id: 'WholeSchedule' });

export const previewedSchedule = z
  .strictObject({
    ...wholeSchedule.shape,
    next_shifts: z.array(shiftAnswer).max(10).meta({ description: 'The next ten shifts, at most about a year ahead.' }),
  })
  .meta({ id: 'PreviewedSchedule' });
