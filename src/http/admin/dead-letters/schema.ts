import { z } from 'zod';
import { pageOf, pageQuery } from '#src/http/framework/values/paging.ts';
import { idInUrl } from '#src/http/framework/values/url-integers.ts';
import { MESSAGE_TYPES } from '#src/messaging/outbox/message-types.ts';
import { sent } from '../messages/schema.ts';

const messageType = z.enum(MESSAGE_TYPES);
const deadLetter = z.strictObject({ ...sent.shape, recipient: z.string() }).meta({ id: 'DeadLetter' });

export const deadLettersQuery = z.strictObject({ message_type: messageType.optional(), ...pageQuery });
export const deadLettersAnswer = pageOf(deadLetter);
export const deadLetterPath = z.strictObject({ id: idInUrl });
export const requeueBody = z.strictObject({ message_type: messageType });
export const requeueAnswer = z.strictObject({ requeued: z.number().int() });
