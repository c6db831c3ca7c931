import type { OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import type { Turn } from '#src/conversation/turn.ts';

/** We asked for a ref: a ref alone means this command. `words` are those of the command. */
export function whichRef({ text }: Turn, command: 'DROP' | 'BUDDY', words: string): OutcomeEvent {
  return { type: 'WHICH_REF', askedRef: { command, at: text.receivedAt.getTime() }, words };
}
