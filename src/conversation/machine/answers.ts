import type { NamedQuestion } from '#src/texts/subjects/dialogue-texts.ts';
import type { Question } from './vocabulary.ts';

/** Asks the open question again, in other words each time. */
export const repeatQuestion = (question: Question) =>
  ({ actions: { type: 'askAgain', params: { question } } }) as const;

/** A text that is not a command goes to the coordinator who wrote to this person. */
export const relay = { guard: 'isRelayed', actions: 'onRelay' } as const;

const askAgainOrRelay = (question: Question) => [relay, repeatQuestion(question)] as const;

/** A person gets the words, and the question stays open. */
const forPerson = (question: Question) =>
  [relay, { actions: ['onForPerson', { type: 'askAgain', params: { question } }] }] as const;

/** "Which shifts do I have?" and "in Afrikaans please" get their answer, and the question stays open. */
export const asides = (question: Question) => {
  const again = { type: 'askAgain', params: { question, isAnswered: true } } as const;
  return {
    EXPLAIN: [relay, { actions: ['onExplain', again] }],
    MY: { guard: 'isAside', actions: ['onMy', again] },
    WHO: { actions: ['onWho', again] },
    THANKS: [relay, { actions: [{ type: 'say', params: { text: 'goodbye' } }, again] }],
  } as const;
};

/** A name in the text is the new one. */
export const rename = [
  { guard: 'isNamed', actions: 'onRename' },
  { actions: { type: 'say', params: { text: 'askNewName' } } },
] as const;

/** Events that do not answer the open question and are not commands. */
export const otherAnswers = (question: Question) =>
  ({
    UNCLEAR: askAgainOrRelay(question),
    FOR_PERSON: forPerson(question),
    DOUBTFUL: askAgainOrRelay(question),
    WORDS: askAgainOrRelay(question),
    NUMBER: askAgainOrRelay(question),
    REF: askAgainOrRelay(question),
    YES: askAgainOrRelay(question),
    PROOF: askAgainOrRelay(question),
    NO: askAgainOrRelay(question),
    TWOFOLD_NO: askAgainOrRelay(question),
    MEDIA: askAgainOrRelay(question),
    NAME_GIVEN: askAgainOrRelay(question),
    CODE_GIVEN: askAgainOrRelay(question),
    BUDDY_GIVEN: askAgainOrRelay(question),
    SEVERITY: askAgainOrRelay(question),
  }) as const;

/** An incident raises an alarm, whoever reports it. A coordinator reads anything less. */
const incident = { guard: 'isIncident', actions: 'onReport' } as const;
export const outsiderReport = [incident, { actions: 'onOutsiderReport' }] as const;

/** The events of a sender who is not a member. All but danger and reports get the same kind of answer. */
export const outsiderWords = (question: Question) =>
  ({
    ...otherAnswers(question),
    JOIN: repeatQuestion(question),
    CODE: repeatQuestion(question),
    NAME: repeatQuestion(question),
    SHIFTS: repeatQuestion(question),
    MORE: repeatQuestion(question),
    BOOK: repeatQuestion(question),
    BUDDY: repeatQuestion(question),
    MY: repeatQuestion(question),
    DROP: repeatQuestion(question),
    IN: repeatQuestion(question),
    OUT: repeatQuestion(question),
    REPORT: outsiderReport,
    SIGHTING: outsiderReport,
    SHOW: repeatQuestion(question),
    WHO: repeatQuestion(question),
    MENU: repeatQuestion(question),
    BACK: repeatQuestion(question),
    ADMIT: repeatQuestion(question),
    REFUSE: repeatQuestion(question),
    REMOVE: repeatQuestion(question),
    ACK: repeatQuestion(question),
    THANKS: askAgainOrRelay(question),
    EXPLAIN: askAgainOrRelay(question),
  }) as const;

const addToCase = [{ guard: 'isRelayed', actions: ['onAddition', 'onRelay'] }, { actions: 'onAddition' }] as const;

/** While a case is open, every text that is not a command belongs to it. */
export const caseWords = {
  UNCLEAR: addToCase,
  FOR_PERSON: addToCase,
  DOUBTFUL: addToCase,
  WORDS: addToCase,
  SIGHTING: addToCase,
  NUMBER: addToCase,
  REF: addToCase,
  YES: addToCase,
  PROOF: addToCase,
  NO: addToCase,
  MEDIA: addToCase,
  NAME_GIVEN: addToCase,
  CODE_GIVEN: addToCase,
  BUDDY_GIVEN: addToCase,
  SEVERITY: addToCase,
} as const;

export const leave = (question: NamedQuestion) =>
  ({ target: 'idle', actions: ['clearQuestion', { type: 'sayLeft', params: { question } }] }) as const;

/** A report leaves every question, and the reply says what was left. */
export const reportInstead = (question: NamedQuestion) =>
  ({ target: 'idle', actions: ['clearQuestion', 'onReport', { type: 'sayLeft', params: { question } }] }) as const;

/** A sighting does the same. It belongs to the case that is open, if there is one. */
export const sightingInstead = (question: NamedQuestion) =>
  [
    {
      guard: 'isCaseOpen',
      target: 'idle',
      actions: ['clearQuestion', 'onAddition', { type: 'sayLeft', params: { question } }],
    },
    { target: 'idle', actions: ['clearQuestion', 'onSighting', { type: 'sayLeft', params: { question } }] },
  ] as const;

export const timedOut = (question: NamedQuestion) =>
  ({ target: 'idle', actions: ['clearQuestion', { type: 'sayDropped', params: { question } }] }) as const;

/**
 * The answers to a question about something that cannot be undone, or that takes rights away. `home` is the state after the third
 * wrong digits.
 */
export const proofAnswers = <Home extends string, Name extends string>(
  question: NamedQuestion,
  { home, onYes }: { home: Home; onYes: Name },
) =>
  ({
    YES: [{ guard: 'isProved', actions: onYes }, { actions: 'onProofMissing' }],
    PROOF: [
      { guard: 'isProved', actions: onYes },
      {
        guard: 'isLastProofWrong',
        target: home,
        actions: ['countWrongProof', { type: 'onProofsSpent', params: { question } }, 'clearQuestion'],
      },
      { guard: 'isProofWrong', actions: ['countWrongProof', 'onProofWrong'] },
      repeatQuestion(question),
    ],
    PROOF_ASKED: { actions: 'rememberProof' },
  }) as const;

/** Other words are kept with the report that was begun, and the question stays open. */
export const keepAndAskAgain = (question: Question) =>
  ({ actions: ['keepWords', { type: 'askAgain', params: { question } }] }) as const;
