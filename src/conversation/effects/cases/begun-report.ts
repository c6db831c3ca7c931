import { metaOf } from '#src/conversation/machine/step.ts';
import type { DialogueContext } from '#src/conversation/machine/vocabulary.ts';
import type { Turn } from '#src/conversation/turn.ts';

/** A report that was begun and has no severity yet. An alarm takes it along. Empty if there is none. */
export function begunIn(
  { dialogue }: Turn,
  { words, attachments }: DialogueContext,
): Pick<DialogueContext, 'words' | 'attachments'> {
  return metaOf(dialogue).expects === 'severity' ? { words, attachments } : { words: '', attachments: [] };
}
