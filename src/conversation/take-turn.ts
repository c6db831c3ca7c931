import { effectFor } from '#src/conversation/effects/effects.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Attempt } from './attempts.ts';
import { closeTurn } from './close-turn.ts';
import { findOldestText } from './find-oldest-text.ts';
import { isAskedIn } from './machine/questions.ts';
import { step } from './machine/step.ts';
import type { MachineEvent } from './machine/vocabulary.ts';
import { openTurn } from './open-turn.ts';
import type { Understood } from './turn.ts';
import { EVENT_SOURCES } from './turn-events.ts';

/** After so many outcomes in a row, the machine and its effects must be in an endless loop. */
const MOST_OUTCOMES = 10;

/** What the log tells about a turn: no words and no names. */
export interface TurnSummary {
  /** Undefined if the text was not read. */
  understood: Understood | undefined;
  /** How sure the reading is, from 0 to 1. Undefined: it does not say. */
  confidence?: number;
  replies: number;
  needsPerson: boolean;
}

export interface TakenTurn {
  summary: TurnSummary;
  /** Whether the conversation has another unhandled text. */
  hasMore: boolean;
}

/**
 * Handles the oldest unhandled text of a conversation, from its words to its replies, in the caller's transaction. Returns
 * undefined, and does nothing, if there is no such text or if the attempt is for another one.
 */
export async function takeTurn(
  trx: Transaction,
  settings: WatchSettings,
  attempt: Pick<Attempt, 'conversationId' | 'isFor'>,
): Promise<TakenTurn | undefined> {
  const { conversationId } = attempt;
  await lockRows(trx, 'conversations', [conversationId]);
  const waiting = await findOldestText(trx, conversationId);
  if (!waiting || !attempt.isFor(waiting.text)) return undefined;
  const turn = await openTurn(trx, settings, waiting);

  for (const findEvent of EVENT_SOURCES) {
    const first = await findEvent(turn);
    // the outcomes of effects go back to the machine, until there are no more
    const events: MachineEvent[] = first ? [first] : [];
    for (const [count, event] of events.entries()) {
      if (count > MOST_OUTCOMES) throw new Error(`the dialogue does not settle: ${event.type}`);
      const { dialogue, effects } = step(turn.dialogue, event);
      if (isAskedIn(turn.dialogue, { event, dialogue, effects })) turn.questionInboxId = turn.text.inboxId;
      turn.dialogue = dialogue;
      for (const effect of effects) {
        turn.effects.push(effect.name);
        const outcome = await effectFor(effect)(turn, effect);
        if (outcome) events.push(outcome);
      }
    }
  }

  const replies = await closeTurn(turn);
  const { understood, confidence, needsPerson } = turn;
  return {
    summary: {
      understood,
      ...(confidence !== undefined && { confidence }),
      replies,
      needsPerson: needsPerson !== undefined,
    },
    hasMore: waiting.hasMore,
  };
}
