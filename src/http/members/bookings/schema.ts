import { z } from 'zod';
import { instantInput } from '#src/http/framework/values/date-inputs.ts';
import { periodQuery } from '#src/http/framework/values/date-or-time.ts';
import { arrayQuery } from '#src/http/framework/values/paging.ts';
import { phoneInput } from '#src/http/framework/values/phone-input.ts';
import { id, idInput, instant, phone } from '#src/http/framework/values/schemas.ts';
import { nameInput } from '#src/http/framework/values/text-inputs.ts';
import { idInUrl } from '#src/http/framework/values/url-integers.ts';
import { dropInputs } from '#src/http/shared/drop-reason.ts';

export const bookingBody = z.strictObject({
  schedule_id: idInput,
  start_time: instantInput.meta({ description: 'With any UTC offset.' }),
  buddy_phone: phoneInput
    .optional()
    .meta({ description: 'A member with this number is linked, and told by text. Any other number is stored.' }),
  buddy_name: nameInput.optional().meta({ description: 'Ignored if the buddy is a member.' }),
});
export type BookingBody = z.output<typeof bookingBody>;

export const MOST_BOOKINGS_LISTED = 500;
export const bookingsQuery = z.strictObject({
  ...periodQuery,
  ...arrayQuery({ numbers: 2, most: MOST_BOOKINGS_LISTED }),
});

export const bookingParams = z.strictObject({ id: idInUrl });

export const ownDrop = dropInputs({ longest: 500, description: 'We pass it on to the other person of the booking.' });

export const attendanceBody = z.strictObject({
  attended: z.boolean().meta({
    description: 'true: I am there, or was. false: takes back my own check-in. The check-in of the other person stays.',
  }),
});

export const bookingAnswer = z
  .strictObject({
    booking_id: id,
    ref: z.string().meta({ description: 'The short name in texts.', examples: ['K7'] }),
    user_id: id.meta({ description: 'The booker.' }),
    booker_name: z.string().meta({ description: 'First name and initial.' }),
    part: z.enum(['booker', 'buddy']).meta({ description: 'My part in this booking.' }),
    schedule_id: id,
    schedule_name: z.string(),
    shift_start: instant,
    shift_end: instant,
    timezone: z.string(),
    when: z.string(),
    meeting_place: z.string().nullable(),
    buddy_user_id: id.nullable().meta({ description: 'Null if there is no buddy, or if the buddy is not a member.' }),
    buddy_name: z.string().nullable(),
    buddy_phone: phone.nullable().meta({ description: 'Only for the booker, and only if the buddy is not a member.' }),
    buddy_confirmed: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the buddy said that they come. Null if there is no buddy who is a member.' }),
    attended: z.boolean().meta({ description: 'Whether booker or buddy was there.' }),
    checked_in_at: instant.nullable().meta({
      description: 'When I checked in. Null if I did not, or only after the end.',
    }),
    checked_out_at: instant.nullable(),
    created_at: instant,
  })
  .meta({ id: 'Booking' });
