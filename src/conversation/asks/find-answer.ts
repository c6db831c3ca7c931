import type { Ask } from '#src/asks/ask.ts';
import { type FoundQuestion, findQuestion } from '#src/asks/find-question.ts';
import { type AskedQuestion, listAskedQuestions } from '#src/asks/list-asked-questions.ts';
import type { Expects, VolunteerEvent } from '#src/conversation/events.ts';
import { asksSomething, metaOf } from '#src/conversation/machine/step.ts';
import type { AskEvent } from '#src/conversation/machine/vocabulary.ts';
import type { Turn } from '#src/conversation/turn.ts';
import { readTransport } from '#src/conversation/understanding/transport/read-transport.ts';
import { type AnswerReading, readAskAnswer } from '#src/conversation/understanding/words/read-ask-answer.ts';
import { isDecisionInWords } from '#src/conversation/understanding/yes-no-thanks.ts';
import { findDangerAnswer } from './find-danger-answer.ts';
import { findBareLateAnswer, findLateAnswer } from './find-late-answer.ts';
import { findRepeatedAnswer } from './find-repeated-answer.ts';
import { findDialogueQuestion } from './question-time.ts';

/** Events that may answer an ask. Danger, commands, numbers and pictures never do. `👍 K7` is read as a ref, but answers K7. */
const MAY_ANSWER: ReadonlySet<VolunteerEvent['type']> = new Set<VolunteerEvent['type']>([
  ...([
    'YES',
    'NO',
    'TWOFOLD_NO',
    'UNCLEAR',
    'WORDS',
    'BUDDY_GIVEN',
    'SEVERITY',
    'WHO',
    'REF',
    'BACK',
    'REASON',
  ] as const),
]);

/**
 * The ask that the text answers. Undefined if the text is for the dialogue, or for nothing. Only a text that may be an answer
 * costs a query.
 */
export async function findAnswer(turn: Turn, read: VolunteerEvent): Promise<AskEvent | undefined> {
  return (await findDangerAnswer(turn, read)) ?? (await findRosterAnswer(turn, read));
}

async function findRosterAnswer(turn: Turn, read: VolunteerEvent): Promise<AskEvent | undefined> {
  const said = readSaid(turn, read);
  if (!said) return undefined;
  const { answer, ref } = said;
  const all = await listAskedQuestions(turn.trx, turn.text.receivedAt, turn.text.identity);
  const asked = all.filter(({ ask }) => ask.kind !== 'danger');
  const repeated = await findRepeatedAnswer(turn, asked);
  if (repeated) return { type: 'ANSWER', askId: repeated.askId, answer };
  const found = await findAmong(
    turn,
    said,
    asked.filter(({ ask }) => (ref === undefined || ask.ref === ref) && takes(ask, said)),
  );
  // "both" is no answer to one question
  if (said.isForAll && found.of !== 'several') return undefined;
  switch (found.of) {
    case 'ask':
      if (isForDialogueToo(turn, said)) return { type: 'WHICH_ASK', askIds: [found.ask.askId], answer };
      return { type: 'ANSWER', askId: found.ask.askId, answer };
    case 'ended':
      return (await findBareLateAnswer(turn, said)) ?? { type: 'ANSWER', askId: found.ask.askId, answer };
    case 'several':
      return {
        type: 'WHICH_ASK',
        askIds: found.asks.map(({ askId }) => askId),
        answer,
        ...(said.isForAll && { isForAll: true }),
      };
    case 'dialogue':
      return undefined;
    case 'nothing':
      return read.type === 'WHO' ? undefined : findLateAnswer(turn, said, asked);
  }
}

/** Nobody asks who wants to know whether they were there. */
function takes({ kind }: Ask, { answer }: AnswerReading): boolean {
  return answer !== 'who' || kind === 'buddy_invitation';
}

const DECISIONS: ReadonlySet<Expects> = new Set<Expects>(['yesNo', 'proof', 'drop']);

/** "Yes, delete everything" is no answer to an invitation that came after the question whether to delete everything. */
function isForDialogueToo({ dialogue, text }: Turn, { ref }: AnswerReading): boolean {
  return (
    ref === undefined && DECISIONS.has(metaOf(dialogue).expects) && isDecisionInWords(readTransport(text.body).words)
  );
}

function readSaid({ user, isMobile, text }: Turn, read: VolunteerEvent): AnswerReading | undefined {
  if (!user?.isActive || !isMobile || text.attachments.length > 0 || !MAY_ANSWER.has(read.type)) return undefined;
  const { words } = readTransport(text.body);
  const said = readAskAnswer(words);
  // WHO shows the roster; "who?" may ask who named them
  if (read.type === 'WHO' && !(said?.answer === 'who' && words.includes('?'))) return undefined;
  return said;
}

async function findAmong(
  turn: Turn,
  { answer, ref }: AnswerReading,
  asks: readonly AskedQuestion[],
): Promise<FoundQuestion> {
  if (asks.length > 0) {
    // only an invitation can be asked "who?"
    const dialogue = answer === 'who' ? undefined : await findDialogueQuestion(turn, ref);
    return findQuestion({ asks, dialogue, answeredAt: turn.text.receivedAt });
  }
  const isForDialogue = ref === undefined && (asksSomething(turn.dialogue) || turn.relayCoordinator !== undefined);
  return { of: isForDialogue ? 'dialogue' : 'nothing' };
}
