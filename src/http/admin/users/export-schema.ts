import { z } from 'zod';
import { id, instant } from '#src/http/framework/values/schemas.ts';

const place = { latitude: z.number().nullable(), longitude: z.number().nullable() };
const placeWords = { label: z.string().nullable(), address: z.string().nullable() };
const facts = z.record(z.string(), z.unknown()).nullable();
const maybe = instant.nullable();

/** Everything that we store about a person. */
export const personAnswer = z
  .strictObject({
    exported_at: instant,
    person: z.strictObject({
      user_id: id,
      ref: z.string().nullable(),
      name: z.string(),
      phone: z.string().nullable(),
      role: z.string(),
      status: z.string(),
      language: z.string(),
      created_at: instant,
      verified_at: maybe,
      seen_at: maybe,
      left_at: maybe,
      forgotten_at: maybe,
    }),
    addresses: z.array(
      z.strictObject({ address: z.string(), channel: z.string(), last_text_at: maybe, stopped_at: maybe }),
    ),
    texts: z
      .array(
        z.strictObject({
          at: instant,
          direction: z.string(),
          words: z.string(),
          attachments: z.array(z.strictObject({ kind: z.string(), ...place, ...placeWords })),
          outcome: z.string().nullable(),
        }),
      )
      .meta({
        description: 'In both directions, oldest first. Without one-time codes and the numbers of other people.',
      }),
    files: z.array(
      z.strictObject({
        media_id: id,
        kind: z.string(),
        status: z.string(),
        content_type: z.string().nullable(),
        size_bytes: z.number().nullable(),
        received_at: instant,
      }),
    ),
    bookings: z.array(
      z.strictObject({
        ref: z.string().nullable(),
        part: z.string(),
        with: z.string().nullable(),
        schedule: z.string(),
        shift_start: instant,
        shift_end: instant,
        booked_at: instant,
        dropped_at: maybe,
        attended: z.boolean(),
        in_at: maybe,
        out_at: maybe,
      }),
    ),
    asks: z
      .array(
        z.strictObject({
          kind: z.string(),
          ref: z.string(),
          asked_at: instant,
          deadline_at: maybe,
          status: z.string(),
          answer: z.string().nullable(),
          ended_at: maybe,
        }),
      )
      .meta({ description: 'What the service asked them, and what they answered, oldest first.' }),
    cases: z.array(
      z.strictObject({
        case_number: z.number().int(),
        severity: z.number().int(),
        words: z.string(),
        ...place,
        reported_at: instant,
        acknowledged_at: maybe,
        additions: z.array(
          z.strictObject({ kind: z.string(), words: z.string().nullable(), ...place, added_at: instant }),
        ),
      }),
    ),
    codes: z.array(
      z.strictObject({
        purpose: z.string(),
        name: z.string().nullable(),
        created_at: instant,
        ended_at: maybe,
        end_reason: z.string().nullable(),
      }),
    ),
    calendar_feeds: z.array(z.strictObject({ created_at: instant, revoked_at: maybe })),
    changes: z.array(
      z.strictObject({
        at: instant,
        action: z.string(),
        channel: z.string(),
        by_themselves: z.boolean(),
        before: facts,
        after: facts,
      }),
    ),
    deeds: z.array(z.strictObject({ at: instant, action: z.string(), channel: z.string(), subject: z.string() })),
  })
  .meta({ id: 'PersonData' });
