import { before, DAY } from '#src/platform/duration.ts';
import type { VolunteerEvent } from './events.ts';
import type { Turn } from './turn.ts';
import { readNameGivenTwice } from './understanding/people/name-words.ts';
import { simplifyText } from './understanding/simplify-text.ts';
import { readTransport } from './understanding/transport/read-transport.ts';

/** A name is asked for at most so long ago. */
const SAME_NAME = DAY;
const MOST_LOOKED_AT = 10;
/** A text that was understood in another way is not a name, however often it is sent. */
const NOT_UNDERSTOOD: ReadonlySet<VolunteerEvent['type']> = new Set<VolunteerEvent['type']>([
  ...(['UNCLEAR', 'THANKS', 'FOR_PERSON'] as const),
]);

/** A text that is not like a name, but that the sender gives a second time when we ask for the name: He Wei. */
export async function findNameGivenTwice(turn: Turn, read: VolunteerEvent): Promise<VolunteerEvent | undefined> {
  const { trx, text } = turn;
  if (!NOT_UNDERSTOOD.has(read.type) || text.attachments.length > 0) return undefined;
  const { words } = readTransport(text.body);
  const name = readNameGivenTwice(words);
  if (name === undefined) return undefined;
  const earlier: { body: string }[] = await trx('inbox')
    .where({ conversationId: text.conversationId })
    .where('inboxId', '<', text.inboxId)
    .where('receivedAt', '>', before(text.receivedAt, SAME_NAME))
    .orderBy('inboxId', 'desc')
    .limit(MOST_LOOKED_AT)
    .select('body');
  const isGivenBefore = earlier.some(({ body }) => simplifyText(readTransport(body).words) === simplifyText(words));
  return isGivenBefore ? { type: 'NAME_GIVEN', name } : undefined;
}
