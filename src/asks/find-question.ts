import { after } from '#src/platform/duration.ts';
import { ASK_KINDS, type Ask } from './ask.ts';
import type { OpenAsk } from './list-asks.ts';
import { SAFETY_ASK_COUNTS } from './open-ask.ts';

/** The question that an answer belongs to. `several`: we must ask which one is meant. */
export type FoundQuestion =
  | { of: 'ask'; ask: Ask }
  | { of: 'dialogue' }
  | { of: 'several'; asks: Ask[] }
  | { of: 'nothing' };

export interface OpenQuestions {
  asks: readonly OpenAsk[];
  /** When the question of the dialogue state was handed to the provider; `waiting`: not yet. Undefined: the state asks nothing. */
  dialogue: Date | 'waiting' | undefined;
  /** When the answer came. */
  answeredAt: Date;
}

/**
 * Which question a bare answer such as "yes" belongs to. A bare answer belongs to the first of these that applies:
 *
 * 1. a safety ask that was sent within the last 15 minutes;
 * 2. the question of the dialogue, unless an ask was handed to the provider after it;
 * 3. the only open ask whose deadline has not passed.
 *
 * Otherwise we never guess. Pure.
 */
export function findQuestion({ asks, dialogue, answeredAt }: OpenQuestions): FoundQuestion {
  // nobody answers a question that was not sent
  const sent = asks.filter(({ handedAt }) => handedAt !== undefined && handedAt <= answeredAt);
  const safety = sent.find(
    ({ ask, handedAt }) => ASK_KINDS[ask.kind].isSafety && handedAt && answeredAt < after(handedAt, SAFETY_ASK_COUNTS),
  );
  if (safety) return { of: 'ask', ask: safety.ask };
  const isNewer = ({ handedAt }: OpenAsk) => dialogue instanceof Date && handedAt !== undefined && handedAt > dialogue;
  if (dialogue !== undefined && !sent.some(isNewer) && dialogue !== 'waiting') return { of: 'dialogue' };
  const open = sent.filter(({ ask }) => ask.deadlineAt === null || answeredAt < ask.deadlineAt).map(({ ask }) => ask);
  const [only] = open;
  if (only && open.length === 1) return { of: 'ask', ask: only };
  if (open.length > 1) return { of: 'several', asks: open };
  return dialogue === undefined ? { of: 'nothing' } : { of: 'dialogue' };
}
