import { withoutNumbers, withoutPerson } from '#src/privacy/erasure/words/mentioned-person.ts';
import type { ErasureWork } from '#src/privacy/erasure/work.ts';

/** Erases the person from words in a conversation: always the number, and the name if its owner knows the person. */
export function withoutPersonIn(
  { who, writersOf }: ErasureWork,
  { conversationId, at }: { conversationId: number; at: number },
): (text: string) => string {
  const writers = writersOf.get(conversationId) ?? [];
  return (text) =>
    writers.reduce((rest, writer) => withoutPerson(who, rest, { writer, at }), withoutNumbers(who, text));
}
