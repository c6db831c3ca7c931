import { z } from 'zod';
import { cursorOf, pageOf, pageQuery } from '#src/http/framework/values/paging.ts';
import { exactlyOne } from '#src/http/framework/values/query-rules.ts';
import { id, idInput, instant } from '#src/http/framework/values/schemas.ts';
import { textForSms } from '#src/http/framework/values/sms-texts.ts';
import { idInUrl } from '#src/http/framework/values/url-integers.ts';
import { askOfMessage } from '../asks/schema.ts';
import { mediaFile } from '../media/schema.ts';
import { personSchema } from '../person-schema.ts';

export const threadQuery = exactlyOne(
  z.strictObject({
    user_id: idInUrl.optional(),
    conversation_id: idInUrl
      .optional()
      .meta({ description: 'For a person who is not a member. Give one of the two ids.' }),
    ...pageQuery,
    cursor: cursorOf(3).optional(),
  }),
  ['user_id', 'conversation_id'],
);

const media = z.array(
  z
    .strictObject({
      kind: z.enum(['photo', 'voice', 'place']),
      type: z.string().nullable().meta({ description: 'As declared by the provider.' }),
      file: mediaFile.nullable().meta({ description: 'Null for a place.' }),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      label: z.string().nullable().meta({ description: 'The name of a place, if WhatsApp knows it.' }),
      address: z.string().nullable().meta({ description: 'The address of a place, if WhatsApp knows it.' }),
      map_url: z.string().nullable().meta({ description: 'A map of the place.' }),
    })
    .meta({ id: 'Attachment' }),
);

const received = z
  .strictObject({
    direction: z.literal('in'),
    id,
    at: instant,
    channel: z.string(),
    words: z.string(),
    media,
    is_handled: z.boolean(),
    needs_person: z.boolean(),
    seen_to_at: instant.nullable(),
    answers: askOfMessage.nullable().meta({ description: 'The ask that this text answered.' }),
  })
  .meta({ id: 'ReceivedText' });

export const sent = z
  .strictObject({
    direction: z.literal('out'),
    id,
    at: instant,
    channel: z.string(),
    message_type: z.string(),
    words: z.string().meta({ description: 'One-time codes are never shown.' }),
    status: z.enum(['queued', 'claimed', 'sending', 'sent', 'unknown', 'failed', 'cancelled', 'held']),
    delivery_status: z.string().nullable(),
    error: z.string().nullable(),
    segments: z.number().int(),
    due_at: instant,
    sent_at: instant.nullable(),
    written_by: id.nullable().meta({ description: 'The coordinator who wrote it.' }),
    ask: askOfMessage.nullable().meta({ description: 'The ask whose question it asks.' }),
  })
  .meta({ id: 'SentText' });

const correspondent = {
  user: personSchema.nullable(),
  phone: z.string().nullable(),
};

export const thread = z.strictObject({
  ...correspondent,
  conversation_id: id.nullable(),
  talking_with: id.nullable().meta({ description: 'The coordinator who gets the texts that are not commands.' }),
  talking_until: instant.nullable(),
  ...pageOf(z.discriminatedUnion('direction', [received, sent])).shape,
});

/** The shortest text around the words: the name of the coordinator, and where the answer goes. */
const LEAST_AROUND = 39;
const words = textForSms(LEAST_AROUND).meta({
  id: 'PersonalMessage',
  description: 'Fits into two segments of an SMS, together with my name.',
});

export const messageBody = z.union(
  [
    z.strictObject({ user_id: idInput, body: words }).meta({ title: 'MessageToMember' }),
    z.strictObject({ conversation_id: idInput, body: words }).meta({ title: 'MessageToStranger' }),
  ],
  'needs body, and exactly one of user_id and conversation_id',
);
export const messageAnswer = z.strictObject({ conversation_id: id, segments: z.number().int() });

export const needsPersonQuery = z.strictObject({ seen_to: z.enum(['true', 'false']).default('false'), ...pageQuery });
export const textPath = z.strictObject({ id: idInUrl });
export const needsPerson = z
  .strictObject({
    id,
    conversation_id: id,
    ...correspondent,
    channel: z.string(),
    words: z.string(),
    media,
    received_at: instant,
    reason: z.string().nullable(),
    seen_to_at: instant.nullable(),
    seen_to_by: id.nullable(),
  })
  .meta({ id: 'NeedsPerson' });
export const needsPersonPage = pageOf(needsPerson);
