import {
  askAgain,
  caseWords,
  keepAndAskAgain,
  leave,
  otherAnswers,
  relay,
  reportInstead,
  timedOut,
} from './answers.ts';

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
  relay,
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
    THANKS: [relay, { actions: { type: 'say', params: { text: 'goodbye' } } }],

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
          { guard: 'isRelayedNotChoosing', actions: 'passToCoordinator' },
          { actions: 'startBooking' },
        ],
        MEDIA: [{ guard: 'isCaseOpen', target: 'adding', actions: 'addToCase' }, relay, { actions: 'keepMedia' }],
        REF: { actions: 'showMine' },
        YES: [relay, { actions: { type: 'say', params: { text: 'nothingOpenHere' } } }],
        NO: [relay, { actions: { type: 'say', params: { text: 'nothingOpenHere' } } }],
        BACK: { actions: { type: 'say', params: { text: 'nothingToLeave' } } },
        UNCLEAR: unclear,
        WORDS: unclear,
        NAME_GIVEN: unclear,
        CODE_GIVEN: [relay, { actions: { type: 'say', params: { text: 'memberAlready' } } }],
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
        TIMED_OUT: timedOut('buddy'),
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
        TIMED_OUT: timedOut('drop'),
      },
    },
    choosingShift: {
      meta: { expects: 'choice', lapses: 'dialogue' },
      on: {
        ...otherAnswers('shift'),
        REPORT: reportInstead('shift'),
        NUMBER: [{ guard: 'isListedBooking', target: 'idle', actions: ['attend', 'forget'] }, askAgain('shift')],
        REF: { target: 'idle', actions: ['attend', 'forget'] },
        BACK: leave('shift'),
        TIMED_OUT: timedOut('shift'),
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
        TIMED_OUT: timedOut('presence'),
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
        TIMED_OUT: timedOut('removal'),
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
        TIMED_OUT: timedOut('forgetting'),
      },
    },
    askingSeverity: {
      meta: { expects: 'severity', lapses: 'dialogue' },
      on: {
        ...otherAnswers('severity'),
        ...verbsAfterAll,
        SEVERITY: filed,
        NUMBER: [{ guard: 'isSeverity', actions: 'report' }, askAgain('severity')],
        WORDS: keepAndAskAgain('severity'),
        UNCLEAR: keepAndAskAgain('severity'),
        MEDIA: keepAndAskAgain('severity'),
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
        YES: [{ guard: 'hasCase', actions: 'addToCase' }, askAgain('media')],
        NO: { actions: ['closeCase', { type: 'askAgain', params: { question: 'media' } }] },
        SEVERITY: filed,
        NUMBER: [{ guard: 'isSeverity', actions: 'report' }, askAgain('media')],
        WORDS: keepAndAskAgain('media'),
        UNCLEAR: keepAndAskAgain('media'),
        MEDIA: keepAndAskAgain('media'),
        BACK: leave('media'),
        TIMED_OUT: {
          target: 'idle',
          actions: [{ type: 'sayDropped', params: { question: 'media' } }, 'passOnDropped', 'forget', 'closeCase'],
        },
      },
    },
  },
} as const;
