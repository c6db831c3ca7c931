import type { AskedDanger } from '#src/actions/danger/danger-ask.ts';
import type { Ask } from '#src/asks/ask.ts';
import { compareHanded, type Handed } from '#src/asks/handed.ts';
import { askEndedAt } from '#src/asks/is-remembered.ts';
import type { Expects } from '#src/conversation/events.ts';
import { metaOf } from '#src/conversation/machine/step.ts';
import type { AskReply } from '#src/conversation/machine/vocabulary.ts';
import type { Turn } from '#src/conversation/turn.ts';
import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';
import { before, HOUR, MINUTE } from '#src/platform/duration.ts';
import { findLatestIncident } from '#src/reports/find-report.ts';
import { findDialogueQuestion, knownOnlyAs } from './question-time.ts';

/** Until then, a yes with other words is still the answer: "yes they are outside my door now". */
const WORDS_COUNT_FOR = HOUR;
/** "Yes I am". More words in a text of hours later are about something else: "yes I can come on Friday". */
const MOST_LATE_WORDS = 3;
/** For so long after "no" or SAFE, a yes takes it back. */
const SECOND_THOUGHTS = 15 * MINUTE;
/** These states ask nothing that a yes or no could answer. */
const ASK_NOTHING: ReadonlySet<Expects> = new Set<Expects>(['nothing', 'words', 'admission']);

/**
 * Whether the text answers "are you in danger?" after the question was over. People who hide or run answer late, so we would
 * rather hear a yes too many. But if we asked something else since, the text answers that.
 */
export async function isLateAnswer(turn: Turn, { ask, handed }: AskedDanger, answer: AskReply): Promise<boolean> {
  if (answer !== 'yes' && answer !== 'no' && answer !== 'safe') return false;
  const isLong = tokensOf(turn.text.body).filter((token) => /\p{L}/u.test(token)).length > MOST_LATE_WORDS;
  const isRecent = handed.at > before(turn.text.receivedAt, WORDS_COUNT_FOR);
  if (isLong && answer !== 'safe' && !(answer === 'yes' && isRecent)) return false;
  return (await mayBeAnswered(turn, ask, answer)) && !(await isAskedSince(turn, handed));
}

async function mayBeAnswered(turn: Turn, ask: Ask, answer: AskReply): Promise<boolean> {
  if (ask.status === 'answered' && (ask.answer === 'no' || ask.answer === 'safe')) {
    return answer === 'yes' && askEndedAt(ask) > before(turn.text.receivedAt, SECOND_THOUGHTS);
  }
  if (ask.status === 'answered' || ask.status === 'withdrawn') {
    // while the dialogue is about the case, each text is added to it anyway
    return (
      !isCaseOpen(turn) &&
      (await findLatestIncident(turn.trx, ask.identity, before(ask.openedAt, MINUTE))) !== undefined
    );
  }
  return true;
}

function isCaseOpen({ dialogue, text }: Turn): boolean {
  return metaOf(dialogue).expects === 'words' && text.receivedAt.getTime() < dialogue.context.caseOpenUntil;
}

async function isAskedSince(turn: Turn, handed: Handed): Promise<boolean> {
  const asked = ASK_NOTHING.has(metaOf(turn.dialogue).expects)
    ? turn.relayedSince && knownOnlyAs(turn.relayedSince)
    : await findDialogueQuestion(turn, undefined);
  return asked === 'waiting' || (asked !== undefined && compareHanded(asked, handed) > 0);
}
