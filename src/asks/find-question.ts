import { after } from '#src/platform/duration.ts';
import type { Ask } from './ask.ts';
import { compareHanded, type Handed } from './handed.ts';
import type { AskedQuestion } from './list-asked-questions.ts';
import { SAFETY_ASK_COUNTS } from './safety-asks.ts';

/**
 * The question that an answer belongs to. `ended`: an ask that has ended, so we say what is true now. `several`: we must ask
 * which one is meant. The last of them may have ended.
 */
export type FoundQuestion =
  | { of: 'ask'; ask: Ask }
  | { of: 'ended'; ask: Ask }
  | { of: 'dialogue' }
  | { of: 'several'; asks: Ask[] }
  | { of: 'nothing' };

export interface OpenQuestions {
  /** The open asks, and those that ended lately. */
  asks: readonly AskedQuestion[];
  /** The question of the dialogue state. `waiting`: it was not handed over yet. Undefined: the state asks nothing. */
  dialogue: Handed | 'waiting' | undefined;
  /** When the answer came. */
  answeredAt: Date;
}

type SentQuestion = AskedQuestion & { handed: Handed };

/**
 * Which question a bare answer such as "yes" belongs to. It belongs to the first of these that applies:
 *
 * 1. a safety ask that was sent within the last 15 minutes, the one about danger first;
 * 2. the question of the dialogue, unless the question of an ask was handed to the provider after it;
 * 3. the only open ask whose deadline has not passed.
 *
 * If the last question that we sent is an ask that has ended, the answer may be a late one. It then takes nothing else. In all
 * other cases we never guess. Pure.
 */
export function findQuestion({ asks, dialogue, answeredAt }: OpenQuestions): FoundQuestion {
  const sent = asks
    .filter((each) => isSent(each, answeredAt))
    .sort((one, other) => compareHanded(one.handed, other.handed));
  const isOpen = ({ ask }: AskedQuestion) => ask.isOpenAt(answeredAt);
  const only = (each: SentQuestion): FoundQuestion => ({ of: isOpen(each) ? 'ask' : 'ended', ask: each.ask });

  const [safety] = sent
    .filter(({ askClass, handed }) => askClass !== 'roster' && answeredAt < after(handed.at, SAFETY_ASK_COUNTS))
    .sort((one, other) => rankOfSafety(one, answeredAt) - rankOfSafety(other, answeredAt));
  if (safety) return only(safety);

  const newest = sent.at(-1);
  const wasAsked = dialogue !== undefined && dialogue !== 'waiting' && dialogue.at <= answeredAt;
  if (wasAsked && !(newest && compareHanded(newest.handed, dialogue) > 0)) return { of: 'dialogue' };

  const meant = sent.filter((each) => isOpen(each) || each === newest);
  const [one] = meant;
  if (!one) return dialogue === undefined ? { of: 'nothing' } : { of: 'dialogue' };
  // they may be answering ahead of the question that their own text leads to
  const isAhead = dialogue !== undefined && !wasAsked;
  if (meant.length === 1 && !isAhead) return only(one);
  return { of: 'several', asks: meant.map(({ ask }) => ask) };
}

function isSent(each: AskedQuestion, answeredAt: Date): each is SentQuestion {
  return each.handed !== undefined && each.handed.at <= answeredAt;
}

/** The smallest first. Sorting keeps the order of equal ones, so the oldest comes first. */
function rankOfSafety({ ask, askClass }: AskedQuestion, answeredAt: Date): number {
  return (ask.isOpenAt(answeredAt) ? 0 : 2) + (askClass === 'danger' ? 0 : 1);
}
