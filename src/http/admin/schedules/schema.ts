import { z } from 'zod';
import { id, instant, instantInput, localDate, textInput } from '#src/http/framework/values/schemas.ts';
import { isSupportedDate, OUT_OF_RANGE } from '#src/http/framework/values/supported-dates.ts';
import { idInUrl } from '#src/http/framework/values/url-integers.ts';
import { scheduleAnswer } from '#src/http/shared/schedules/schema.ts';
import { shiftAnswer } from '#src/http/shared/shifts/schema.ts';
import { foldForSms, isGsm7 } from '#src/messaging/segments/gsm7.ts';

export const scheduleParams = z.strictObject({ id: idInUrl });
export const exceptionParams = z.strictObject({ id: idInUrl, exception_id: idInUrl });

export const dropQuery = z.strictObject({
  drop: z.enum(['orphans']).optional().meta({
    description: 'Drop the bookings that lose their shift by this change, and tell their people by text.',
  }),
});

const dateInput = z.iso
  .date({ abort: true })
  .refine((date) => isSupportedDate(new Date(`${date}T00:00:00Z`)), OUT_OF_RANGE);

/** One line in the GSM-7 alphabet. Other letters would more than double the price of each text with it. */
const lineForTexts = (most: number) =>
  textInput
    .min(1)
    .max(most)
    .refine((words) => !words.includes('\n'), 'one line only')
    .refine((words) => isGsm7(foldForSms(words)), 'contains letters that a plain SMS cannot carry');

const values = {
  name: lineForTexts(30),
  cron_expr: z
    .string()
    .trim()
    .max(120)
    .meta({ examples: ['0 0,2 * 11-12,1-4 6,0,1'] }),
  start_date: dateInput.nullable(),
  end_date: dateInput.nullable(),
  duration_minutes: z.number().int(),
  timezone: z.string().max(64),
  capacity: z.number().int().meta({ description: 'How many slots each shift has.' }),
  meeting_place: lineForTexts(40).nullable(),
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

export const changeScheduleBody = z
  .strictObject(values)
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'needs at least one field');

export const endScheduleBody = z.strictObject({
  end_date: dateInput.meta({ description: 'The last day on which a shift may start.' }),
});

export const exceptionBody = z.union([
  z.strictObject({
    skip: dateInput.meta({ description: 'No regular shift starts on this local date of the schedule.' }),
    reason: textInput.max(80).optional(),
  }),
  z.strictObject({
    add: instantInput.meta({ description: 'One more shift starts at this time.' }),
    reason: textInput.max(80).optional(),
  }),
]);

export const exceptionAnswer = z
  .strictObject({
    exception_id: id,
    skip: localDate.nullable(),
    add: instant.nullable(),
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
