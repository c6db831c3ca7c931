import type { Question } from './vocabulary.ts';

/** Asks the open question again, other words each time. */
export const again = (question: Question) => ({ actions: { type: 'askAgain', params: { question } } }) as const;

/** What is no command goes to the coordinator who is talking with this person. */
export const talk = { guard: 'isTalking', actions: 'passToCoordinator' } as const;

const againOrTalk = (question: Question) => [talk, again(question)] as const;

/** Each text that an open question can't take for an answer, and that is no word of ours. */
export const otherAnswers = (question: Question) =>
  ({
    UNCLEAR: againOrTalk(question),
    WORDS: againOrTalk(question),
    NUMBER: againOrTalk(question),
    REF: againOrTalk(question),
    YES: againOrTalk(question),
    NO: againOrTalk(question),
    MEDIA: againOrTalk(question),
    NAME_GIVEN: againOrTalk(question),
    CODE_GIVEN: againOrTalk(question),
    BUDDY_GIVEN: againOrTalk(question),
    SEVERITY: againOrTalk(question),
  }) as const;

/** An incident alarms everybody, whoever reports it; a person reads anything less. */
const incident = { guard: 'isIncident', actions: 'report' } as const;
export const outsiderReport = [incident, { actions: 'passReportOn' }] as const;

/** What somebody who is no member (yet, or now) may text: everything but a cry and a report gets the same kind of answer. */
export const outsiderWords = (question: Question) =>
  ({
    ...otherAnswers(question),
    JOIN: again(question),
    CODE: again(question),
    NAME: again(question),
    SHIFTS: again(question),
    MORE: again(question),
    BOOK: again(question),
    BUDDY: again(question),
    MY: again(question),
    DROP: again(question),
    IN: again(question),
    OUT: again(question),
    REPORT: outsiderReport,
    SHOW: again(question),
    WHO: again(question),
    MENU: again(question),
    BACK: again(question),
    ADMIT: again(question),
    REFUSE: again(question),
    REMOVE: again(question),
    ACK: again(question),
    THANKS: againOrTalk(question),
  }) as const;

const added = [{ guard: 'isTalking', actions: ['addToCase', 'passToCoordinator'] }, { actions: 'addToCase' }] as const;

/** While a case is open, whatever is no word of ours belongs to it. */
export const caseWords = {
  UNCLEAR: added,
  WORDS: added,
  NUMBER: added,
  REF: added,
  YES: added,
  NO: added,
  MEDIA: added,
  NAME_GIVEN: added,
  CODE_GIVEN: added,
  BUDDY_GIVEN: added,
  SEVERITY: added,
} as const;

export const leave = (question: Question) =>
  ({ target: 'idle', actions: ['forget', { type: 'sayLeft', params: { question } }] }) as const;

/** A report leaves every question. What was being asked is not lost silently. */
export const reportInstead = (question: Question) =>
  ({ target: 'idle', actions: ['forget', 'report', { type: 'sayLeft', params: { question } }] }) as const;

export const dropped = (question: Question) =>
  ({ target: 'idle', actions: ['forget', { type: 'sayDropped', params: { question } }] }) as const;

/** Words that nobody can place here are kept with what was begun, and the question stands. */
export const kept = (question: Question) =>
  ({ actions: ['keepWords', { type: 'askAgain', params: { question } }] }) as const;
