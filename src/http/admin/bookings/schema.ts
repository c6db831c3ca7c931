import { z } from 'zod';
import { instantInput } from '#src/http/framework/values/date-inputs.ts';
import { phoneInput } from '#src/http/framework/values/phone-input.ts';
import { id, idInput, instant, phone } from '#src/http/framework/values/schemas.ts';
import { nameInput } from '#src/http/framework/values/text-inputs.ts';
import { idInUrl } from '#src/http/framework/values/url-integers.ts';
import { dropInputs } from '#src/http/shared/drop-reason.ts';

export const bookingParams = z.strictObject({ id: idInUrl });

const person = z.strictObject({ user_id: id, name: z.string(), phone: phone.nullable() });
const buddy = z.strictObject({
  user_id: id.nullable().meta({ description: 'Null if the buddy is not a member.' }),
  name: z.string().nullable(),
  phone: phone.nullable(),
});

export const rosterBooking = z
  .strictObject({
    booking_id: id,
    ref: z.string().nullable(),
    schedule_id: id,
    schedule_name: z.string(),
    shift_start: instant,
    shift_end: instant,
    timezone: z.string(),
    slot: id,
    booker: person,
    buddy: buddy.nullable(),
    buddy_confirmed: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the buddy said that they come. Null if there is no buddy who is a member.' }),
    attended: z.boolean(),
    check_ins: z.array(z.strictObject({ user_id: id, in_at: instant.nullable(), out_at: instant.nullable() })),
    dropped_at: instant.nullable(),
  })
  .meta({ id: 'RosterBooking' });

export const assignBody = z.strictObject({
  user_id: idInput,
  schedule_id: idInput,
  start_time: instantInput,
  buddy_name: nameInput.optional(),
  buddy_phone: phoneInput.optional(),
});

export const moveBody = z.strictObject({
  schedule_id: idInput.optional().meta({ description: 'Default: the same schedule.' }),
  start_time: instantInput,
});

export const anyDrop = dropInputs({ longest: 160, description: 'We pass it on to booker and buddy.' });

export const attendanceBody = z.strictObject({ attended: z.boolean() });
