import { z } from 'zod';
import {
  id,
  idInPath,
  idInput,
  instant,
  instantInput,
  nameInput,
  phone,
  phoneInput,
  textInput,
} from '#src/http/framework/values/schemas.ts';

export const bookingBody = z.strictObject({
  schedule_id: idInput,
  start_time: instantInput.meta({ description: 'In any offset.' }),
  buddy_phone: phoneInput.optional().meta({ description: "A member's links and tells them; a stranger's is kept." }),
  buddy_name: nameInput.optional().meta({ description: "A member's own name wins over it." }),
});
export type BookingBody = z.output<typeof bookingBody>;

export const bookingParams = z.strictObject({ id: idInPath });

export const dropQuery = z.strictObject({
  reason: textInput.max(500).optional().meta({ description: 'Passed on to the buddy, or to the booker.' }),
});

export const attendanceBody = z.strictObject({
  attended: z.boolean().meta({
    description:
      'true: I am there, or was. false takes back what I said of myself; what the other one said of themselves stays.',
  }),
});

export const bookingAnswer = z
  .strictObject({
    booking_id: id,
    ref: z.string().meta({ description: 'What texts call it.', examples: ['K7'] }),
    user_id: id.meta({ description: 'The booker.' }),
    booker_name: z.string().meta({ description: 'First name and initial.' }),
    part: z.enum(['booker', 'buddy']).meta({ description: 'What the one who asks is in it.' }),
    schedule_id: id,
    schedule_name: z.string(),
    shift_start: instant,
    shift_end: instant,
    timezone: z.string(),
    when: z.string(),
    meeting_place: z.string().nullable(),
    buddy_user_id: id.nullable().meta({ description: 'Null where the buddy is no member, or there is none.' }),
    buddy_name: z.string().nullable(),
    buddy_phone: phone.nullable().meta({ description: "A stranger's, and only for the booker who gave it." }),
    attended: z.boolean().meta({ description: 'Anyone of the two.' }),
    checked_in_at: instant.nullable().meta({
      description: 'When the one who asks arrived; null also where they said so after the end.',
    }),
    checked_out_at: instant.nullable(),
    created_at: instant,
  })
  .meta({ id: 'Booking' });
