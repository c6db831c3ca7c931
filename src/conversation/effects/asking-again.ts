import { forwardText } from '#src/conversation/forward-text.ts';
import type { DialogueContext, MachineEvent, Question } from '#src/conversation/machine/vocabulary.ts';
import { forwardedReply } from '#src/conversation/replies/forwarded-replies.ts';
import { type EffectOf, reply, type Turn } from '#src/conversation/turn.ts';
import { isCommand } from '#src/conversation/understanding/commands/read-command.ts';
import { readOptOut } from '#src/conversation/understanding/opt-out/opt-out-words.ts';
import { readCodeDigits } from '#src/conversation/understanding/refs-and-numbers.ts';
import { readTransport } from '#src/conversation/understanding/transport/read-transport.ts';
import type { ForwardReason } from '#src/texts/subjects/passing-on-texts.ts';
import { passOnBareHelp } from './bare-help.ts';
import { questionAgain } from './questions.ts';

/** The third text in a row that we did not understand, and every second one after that. */
export function shouldAskCoordinator({ misses }: DialogueContext): boolean {
  return misses >= 2 && misses % 2 === 0;
}

/** Events that mean that we could not read the text. A yes or a number was read, and only does not fit the question. */
const NOT_UNDERSTOOD: ReadonlySet<string> = new Set<MachineEvent['type']>([
  ...([
    'UNCLEAR',
    'FOR_PERSON',
    'DOUBTFUL',
    'TWOFOLD_NO',
    'WORDS',
    'MEDIA',
    'NAME_GIVEN',
    'BUDDY_GIVEN',
    'SEVERITY',
  ] as const),
]);
/** At these questions, words are kept for the report that was begun. */
const QUESTIONS_THAT_KEEP_WORDS: ReadonlySet<Question> = new Set<Question>(['severity', 'media']);

/**
 * Asks the open question again, in other words. A text that we could not read goes to the coordinators at once. We tell
 * the sender so at the third text that we could not read.
 */
export const askAgain: EffectOf<'askAgain'> = async (turn, { params: { question, isAnswered }, event, context }) => {
  const { texts, settings } = turn;
  const isPassedOn = event.type === 'FOR_PERSON';
  // "can somebody phone me about this?" says nothing without the report that it is about
  if (isPassedOn && QUESTIONS_THAT_KEEP_WORDS.has(question) && context.words)
    await forwardText(turn, context.words, 'begun');
  const isRead = isPassedOn || isAnswered === true;
  const isForPerson = shouldAskCoordinator(context) && !QUESTIONS_OF_NON_MEMBERS.has(question) && !isRead;
  if (isForPerson || (!isPassedOn && isUnread(turn, event, question))) {
    const forwarded = await forwardText(turn, ...wordsFor(turn, question, context));
    if (isForPerson || forwarded.isOnlyKept) reply(turn, forwardedReply(texts, settings, forwarded));
  }
  if (event.type === 'MENU') await passOnBareHelp(turn);
  return reply(turn, await questionAgain(turn, question, context));
};

/**
 * A newcomer who waits, or a suspended person. They get the same answer to any text, so a command of ours counts as
 * read.
 */
const QUESTIONS_OF_NON_MEMBERS: ReadonlySet<Question> = new Set<Question>(['admission', 'hold']);

function isUnread({ text, settings }: Turn, event: MachineEvent, question: Question): boolean {
  // a person who is off the roster keeps their name, and a coordinator reads why they write it
  if (!NOT_UNDERSTOOD.has(event.type) && !(question === 'hold' && event.type === 'NAME')) return false;
  if (!QUESTIONS_OF_NON_MEMBERS.has(question)) return true;
  const circumstances = { now: text.receivedAt, zone: settings.zone, region: settings.region };
  const { words } = readTransport(text.body);
  // nobody else may see a code
  return !isCommand(words, circumstances) && !readCodeDigits(words) && !readOptOut(words, text.channel);
}

/**
 * At a question that keeps words, the first text is forwarded with the words that began the report: nobody has them
 * yet.
 */
function wordsFor({ text }: Turn, question: Question, context: DialogueContext): [words: string, why: ForwardReason] {
  if (!QUESTIONS_THAT_KEEP_WORDS.has(question) || !context.words) return [text.body, 'unread'];
  return [context.misses === 0 ? context.words : text.body, 'begun'];
}
