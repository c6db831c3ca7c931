import { again, caseWords, dropped, kept, leave, otherAnswers, reportInstead, talk } from './answers.ts';

/** A word of ours leaves whatever was being asked. */
const verb = <Name extends string>(effect: Name) => ({ target: '.idle', actions: ['forget', effect] }) as const;
/** What was begun goes to a person, where another word of ours leaves it. */
const verbAfterAll = <Name extends string>(effect: Name) =>
  ({ target: 'idle', actions: ['passOnDropped', 'forget', effect] }) as const;
const verbsAfterAll = {
  SHIFTS: verbAfterAll('listShifts'),
  MORE: verbAfterAll('listMore'),
  BOOK: verbAfterAll('startBooking'),
  BUDDY: verbAfterAll('changeBuddy'),
  MY: verbAfterAll('showMine'),
  DROP: verbAfterAll('startDrop'),
  IN: verbAfterAll('attend'),
  OUT: verbAfterAll('attend'),
  REMOVE: verbAfterAll('startRemoval'),
  REPORT: { actions: 'report' },
} as const;
const unclear = [
  talk,
  { guard: 'isCaseOpen', target: 'adding', actions: 'addToCase' },
  { actions: 'misunderstood' },
] as const;
const filed = { actions: 'report' } as const;

export const member = {
  initial: 'idle',
  on: {
    SHIFTS: verb('listShifts'),
    MORE: verb('listMore'),
    BOOK: verb('startBooking'),
    BUDDY: verb('changeBuddy'),
    MY: verb('showMine'),
    DROP: verb('startDrop'),
    IN: verb('attend'),
    OUT: verb('attend'),
    REPORT: verb('report'),
    REMOVE: verb('startRemoval'),
    SHOW: { actions: 'showCase' },
    WHO: { actions: 'showNight' },
    MENU: { actions: 'showMenu' },
    ACK: { actions: 'acknowledge' },
    ADMIT: { actions: 'admit' },
    REFUSE: { actions: 'refuse' },
    NAME: [{ guard: 'isNamed', actions: 'rename' }, { actions: { type: 'say', params: { text: 'askNewName' } } }],
    JOIN: { actions: { type: 'say', params: { text: 'memberAlready' } } },
    CODE: { actions: { type: 'say', params: { text: 'memberAlready' } } },
    THANKS: [talk, { actions: { type: 'say', params: { text: 'goodbye' } } }],

    LISTED: { target: '.idle', actions: 'rememberList' },
    CHOSEN: { target: '.askingBuddy', actions: 'rememberChoice' },
    CONFIRM_DROP: { target: '.confirmingDrop', actions: 'rememberDrop' },
    CONFIRM_PRESENCE: { target: '.confirmingPresence', actions: 'rememberPresence' },
    CONFIRM_REMOVAL: { target: '.confirmingRemoval', actions: 'rememberPerson' },
    CONFIRM_FORGETTING: { target: '.confirmingForgetting', actions: 'forget' },
    WHICH_SHIFT: { target: '.choosingShift', actions: 'rememberShifts' },
    ASKED_SEVERITY: { target: '.askingSeverity', actions: 'rememberWords' },
    ASKED_CASE: { target: '.placingMedia', actions: 'rememberMedia' },
    FILED: { target: '.adding', actions: ['forget', 'rememberCase'] },
    DONE: { target: '.idle', actions: 'forget' },
  },
  states: {
    idle: {
      meta: { expects: 'nothing', lapses: 'never' },
      on: {
        NUMBER: [
          { guard: 'isCorrection', target: 'adding', actions: 'changeSeverity' },
          { guard: 'isTalkingNotChoosing', actions: 'passToCoordinator' },
          { actions: 'startBooking' },
        ],
        MEDIA: [{ guard: 'isCaseOpen', target: 'adding', actions: 'addToCase' }, talk, { actions: 'keepMedia' }],
        REF: { actions: 'showMine' },
        YES: [talk, { actions: { type: 'say', params: { text: 'nothingOpenHere' } } }],
        NO: [talk, { actions: { type: 'say', params: { text: 'nothingOpenHere' } } }],
        BACK: { actions: { type: 'say', params: { text: 'nothingToLeave' } } },
        UNCLEAR: unclear,
        WORDS: unclear,
        NAME_GIVEN: unclear,
        CODE_GIVEN: [talk, { actions: { type: 'say', params: { text: 'memberAlready' } } }],
        BUDDY_GIVEN: unclear,
        SEVERITY: unclear,
      },
    },
    askingBuddy: {
      meta: { expects: 'buddy', lapses: 'dialogue' },
      on: {
        ...otherAnswers('buddy'),
        REPORT: reportInstead('buddy'),
        BUDDY_GIVEN: { actions: 'bookShift' },
        NUMBER: { target: 'idle', actions: ['forget', 'startBooking'] },
        BACK: leave('buddy'),
        TIMED_OUT: dropped('buddy'),
      },
    },
    confirmingDrop: {
      meta: { expects: 'yesNo', lapses: 'dialogue' },
      on: {
        ...otherAnswers('drop'),
        REPORT: reportInstead('drop'),
        YES: { target: 'idle', actions: ['dropBooking', 'forget'] },
        NO: { target: 'idle', actions: ['keepBooking', 'forget'] },
        BACK: { target: 'idle', actions: ['keepBooking', 'forget'] },
        TIMED_OUT: dropped('drop'),
      },
    },
    choosingShift: {
      meta: { expects: 'choice', lapses: 'dialogue' },
      on: {
        ...otherAnswers('shift'),
        REPORT: reportInstead('shift'),
        NUMBER: [{ guard: 'isListedBooking', target: 'idle', actions: ['attend', 'forget'] }, again('shift')],
        REF: { target: 'idle', actions: ['attend', 'forget'] },
        BACK: leave('shift'),
        TIMED_OUT: dropped('shift'),
      },
    },
    confirmingPresence: {
      meta: { expects: 'yesNo', lapses: 'dialogue' },
      on: {
        ...otherAnswers('presence'),
        REPORT: reportInstead('presence'),
        YES: { target: 'idle', actions: ['confirmPresence', 'forget'] },
        NO: { target: 'idle', actions: ['denyPresence', 'forget'] },
        BACK: leave('presence'),
        TIMED_OUT: dropped('presence'),
      },
    },
    confirmingRemoval: {
      meta: { expects: 'yesNo', lapses: 'dialogue' },
      on: {
        ...otherAnswers('removal'),
        REPORT: reportInstead('removal'),
        YES: { target: 'idle', actions: ['removeMember', 'forget'] },
        NO: { target: 'idle', actions: ['keepMember', 'forget'] },
        BACK: { target: 'idle', actions: ['keepMember', 'forget'] },
        TIMED_OUT: dropped('removal'),
      },
    },
    confirmingForgetting: {
      meta: { expects: 'yesNo', lapses: 'dialogue' },
      on: {
        ...otherAnswers('forgetting'),
        REPORT: reportInstead('forgetting'),
        YES: { actions: 'forgetPerson' },
        NO: { target: 'idle', actions: 'keepPerson' },
        BACK: { target: 'idle', actions: 'keepPerson' },
        TIMED_OUT: dropped('forgetting'),
      },
    },
    askingSeverity: {
      meta: { expects: 'severity', lapses: 'dialogue' },
      on: {
        ...otherAnswers('severity'),
        ...verbsAfterAll,
        SEVERITY: filed,
        NUMBER: [{ guard: 'isSeverity', actions: 'report' }, again('severity')],
        WORDS: kept('severity'),
        UNCLEAR: kept('severity'),
        MEDIA: kept('severity'),
        BACK: leave('severity'),
        TIMED_OUT: {
          target: 'idle',
          actions: [{ type: 'sayDropped', params: { question: 'severity' } }, 'passOnDropped', 'forget'],
        },
      },
    },
    adding: {
      meta: { expects: 'words', lapses: 'case' },
      on: {
        ...caseWords,
        SEVERITY: { actions: 'changeSeverity' },
        NUMBER: [{ guard: 'isSeverity', actions: 'changeSeverity' }, { actions: 'addToCase' }],
        BACK: { target: 'idle', actions: [{ type: 'sayLeft', params: { question: 'adding' } }] },
        CASE_CLOSED: { target: 'idle', actions: 'closeCase' },
      },
    },
    placingMedia: {
      meta: { expects: 'severity', lapses: 'dialogue' },
      on: {
        ...otherAnswers('media'),
        ...verbsAfterAll,
        YES: [{ guard: 'hasCase', actions: 'addToCase' }, again('media')],
        NO: { actions: ['closeCase', { type: 'askAgain', params: { question: 'media' } }] },
        SEVERITY: filed,
        NUMBER: [{ guard: 'isSeverity', actions: 'report' }, again('media')],
        WORDS: kept('media'),
        UNCLEAR: kept('media'),
        MEDIA: kept('media'),
        BACK: leave('media'),
        TIMED_OUT: {
          target: 'idle',
          actions: [{ type: 'sayDropped', params: { question: 'media' } }, 'passOnDropped', 'forget', 'closeCase'],
        },
      },
    },
  },
} as const;
