import { type ForwardReason, forwardText } from '#src/conversation/forward-text.ts';
import type { DialogueContext, MachineEvent, Question } from '#src/conversation/machine/vocabulary.ts';
import { forwardedReply } from '#src/conversation/replies/forwarded-replies.ts';
import { type EffectOf, reply, type Turn } from '#src/conversation/turn.ts';
import { isCommand } from '#src/conversation/understanding/commands/read-command.ts';
import { readOptOut } from '#src/conversation/understanding/opt-out-words.ts';
import { readCodeDigits } from '#src/conversation/understanding/refs-and-numbers.ts';
import { questionAgain } from './questions.ts';

/** The third time in a row that we did not understand, and every other time after. */
export function isTurnForPerson({ misses }: DialogueContext): boolean {
  return misses >= 2 && misses % 2 === 0;
}

/** Readings of a text that no question here was asked for. A yes or a number is read, and only does not fit. */
const UNREAD: ReadonlySet<string> = new Set<MachineEvent['type']>([
  ...(['UNCLEAR', 'WORDS', 'MEDIA', 'NAME_GIVEN', 'BUDDY_GIVEN', 'SEVERITY'] as const),
]);
/** Questions whose words are kept for the report that was begun. */
const KEEPING: ReadonlySet<Question> = new Set<Question>(['severity', 'media']);

/**
 * The open question once more, in other words than the last time. What we could not read goes to the coordinators at once;
 * the sender hears so once we have failed them three times.
 */
export const askAgain: EffectOf<'askAgain'> = async (turn, { params: { question }, event, context }) => {
  const { texts, settings } = turn;
  const isForPerson = isTurnForPerson(context) && !OUTSIDE.has(question);
  if (isForPerson || isUnread(turn, event, question)) {
    const forwarded = await forwardText(turn, ...wordsFor(turn, question, context));
    if (isForPerson || forwarded.isOnlyKept) reply(turn, forwardedReply(texts, settings, forwarded));
  }
  return reply(turn, await questionAgain(turn, question, context));
};

/** Who waits to be let in, or was taken off: whatever they text gets the same answer, and a command of ours is no riddle. */
const OUTSIDE: ReadonlySet<Question> = new Set<Question>(['admission', 'hold']);

function isUnread({ text, settings }: Turn, event: MachineEvent, question: Question): boolean {
  if (!UNREAD.has(event.type)) return false;
  if (!OUTSIDE.has(question)) return true;
  const moment = { now: text.receivedAt, zone: settings.zone, region: settings.region };
  // a code that comes twice is nobody else's to see
  return !isCommand(text.body, moment) && !readCodeDigits(text.body) && !readOptOut(text.body, text.channel);
}

/** The first words at a question that keeps them come with those that began the report: nobody has got these yet. */
function wordsFor({ text }: Turn, question: Question, context: DialogueContext): [words: string, why: ForwardReason] {
  if (!KEEPING.has(question) || !context.words) return [text.body, 'unread'];
  return [context.misses === 0 ? context.words : text.body, 'begun'];
}
