import {
  asides,
  caseWords,
  keepAndAskAgain,
  leave,
  otherAnswers,
  proofAnswers,
  relay,
  rename,
  repeatQuestion,
  reportInstead,
  sightingInstead,
  timedOut,
} from './answers.ts';

/** A command leaves the open question. */
const command = <Name extends string>(effect: Name) =>
  ({ target: '.idle', actions: ['clearQuestion', effect] }) as const;
/** If a command leaves a report that was begun, the report goes to the coordinators. A sighting is filed, as we said. */
const commandAfterReport = <Name extends string>(effect: Name) =>
  [
    { guard: 'isSighting', target: 'idle', actions: ['onSightingUnanswered', 'clearQuestion', effect] },
    { target: 'idle', actions: ['onReportLeft', 'clearQuestion', effect] },
  ] as const;
const commandsAfterReport = {
  SHIFTS: commandAfterReport('onShifts'),
  MORE: commandAfterReport('onMore'),
  BOOK: commandAfterReport('onBook'),
  BUDDY: commandAfterReport('onBuddy'),
  MY: commandAfterReport('onMy'),
  DROP: commandAfterReport('onDrop'),
  IN: commandAfterReport('onCheckIn'),
  OUT: commandAfterReport('onCheckOut'),
  REFUSE: commandAfterReport('onRefuse'),
  REMOVE: commandAfterReport('onRemove'),
  REPORT: { actions: 'onReport' },
} as const;
/** A command in a sentence, while a case is open. Where its words may be about the case, they are added to it. */
const commandInCase = <Name extends string>(effect: Name) =>
  [
    { guard: 'isForCase', target: 'idle', actions: ['onAddition', 'clearQuestion', effect] },
    { target: 'idle', actions: ['clearQuestion', effect] },
  ] as const;
const commandsInCase = {
  SHIFTS: commandInCase('onShifts'),
  BOOK: commandInCase('onBook'),
  MY: commandInCase('onMy'),
  DROP: commandInCase('onDrop'),
  IN: commandInCase('onCheckIn'),
  OUT: commandInCase('onCheckOut'),
  WHO: [{ guard: 'isForCase', actions: ['onAddition', 'onWho'] }, { actions: 'onWho' }],
} as const;
const unclear = [
  relay,
  { guard: 'isCaseOpen', target: 'adding', actions: 'onAddition' },
  { actions: 'onUnclear' },
] as const;
const forPerson = [
  relay,
  { guard: 'isCaseOpen', target: 'adding', actions: 'onAddition' },
  { actions: 'onForPerson' },
] as const;
/** "Still coming, but only at one" keeps the shift. */
const comingLate = [
  { guard: 'isLate', target: 'idle', actions: ['onForPerson', 'clearQuestion'] },
  ...otherAnswers('dropOrKeep').FOR_PERSON,
] as const;
const sighting = [
  relay,
  { guard: 'isCaseOpen', target: 'adding', actions: 'onAddition' },
  { actions: 'onSighting' },
] as const;
/** A text that may mean one of two things. With an open case it belongs to the case. */
const doubtful = [
  relay,
  { guard: 'isCaseOpen', target: 'adding', actions: 'onAddition' },
  { actions: 'onDoubtful' },
] as const;
const takeOffer = { target: 'idle', actions: ['onOfferTaken', 'clearQuestion'] } as const;
const declineOffer = { target: 'idle', actions: ['onOfferDeclined', 'clearQuestion'] } as const;
const filed = { actions: 'onReport' } as const;
/** "It is nothing": nothing is filed. */
const takenBack = {
  target: 'idle',
  actions: ['onSightingTakenBack', 'clearQuestion', { type: 'sayLeft', params: { question: 'severity' } }],
} as const;

export const member = {
  initial: 'idle',
  on: {
    SHIFTS: command('onShifts'),
    // the rest of a roster is shown like the roster: the open question stays
    MORE: [{ guard: 'isPaging', actions: 'onMore' }, command('onMore')],
    BOOK: command('onBook'),
    BUDDY: command('onBuddy'),
    MY: command('onMy'),
    DROP: command('onDrop'),
    IN: command('onCheckIn'),
    OUT: command('onCheckOut'),
    REPORT: command('onReport'),
    REFUSE: command('onRefuse'),
    REMOVE: command('onRemove'),
    SHOW: { actions: 'onShow' },
    WHO: { actions: 'onWho' },
    MENU: { actions: 'onMenu' },
    ACK: { actions: 'onAck' },
    ADMIT: { actions: 'onAdmit' },
    NAME: rename,
    JOIN: { actions: { type: 'say', params: { text: 'memberAlready' } } },
    CODE: { actions: { type: 'say', params: { text: 'memberAlready' } } },
    EXPLAIN: [relay, { actions: 'onExplain' }],
    THANKS: [relay, { actions: { type: 'say', params: { text: 'goodbye' } } }],
    WHICH_ASK: { actions: 'onWhichAsk' },

    PAGED: { actions: 'rememberPage' },
    LISTED: { target: '.idle', actions: 'rememberList' },
    CHOSEN: { target: '.askingBuddy', actions: 'rememberChoice' },
    CONFIRM_DROP: { target: '.confirmingDrop', actions: 'rememberDrop' },
    OFFERED: { target: '.choosingIntent', actions: ['clearQuestion', 'rememberOffer'] },
    CONFIRM_ACTION: { target: '.confirmingAction', actions: ['clearQuestion', 'rememberOffer'] },
    CONFIRM_REMOVAL: { target: '.confirmingRemoval', actions: ['clearQuestion', 'rememberPerson', 'rememberProof'] },
    CONFIRM_REFUSAL: { target: '.confirmingRefusal', actions: ['clearQuestion', 'rememberPerson', 'rememberProof'] },
    CONFIRM_FORGETTING: { target: '.confirmingForgetting', actions: ['clearQuestion', 'rememberProof'] },
    WHICH_REF: { target: '.idle', actions: 'rememberCommand' },
    WHICH_SHIFT: { target: '.choosingShift', actions: 'rememberShifts' },
    ASKED_SEVERITY: { target: '.askingSeverity', actions: 'rememberWords' },
    ASKED_CASE: { target: '.placingMedia', actions: 'rememberMedia' },
    FILED: { target: '.adding', actions: ['clearQuestion', 'rememberCase'] },
    DONE: { target: '.idle', actions: 'clearQuestion' },
  },
  states: {
    idle: {
      meta: { expects: 'nothing', lapses: 'never' },
      on: {
        NUMBER: [
          { guard: 'isCorrection', target: 'adding', actions: 'onSeverityChange' },
          { guard: 'isRelayedNotChoosing', actions: 'onRelay' },
          { actions: 'onBook' },
        ],
        MEDIA: [{ guard: 'isCaseOpen', target: 'adding', actions: 'onAddition' }, relay, { actions: 'onMedia' }],
        REF: [{ guard: 'isRefAsked', actions: ['onRefChosen', 'clearQuestion'] }, { actions: 'onMy' }],
        YES: [relay, { actions: { type: 'say', params: { text: 'nothingOpenHere' } } }],
        NO: [relay, { actions: { type: 'say', params: { text: 'nothingOpenHere' } } }],
        BACK: { actions: { type: 'say', params: { text: 'nothingToLeave' } } },
        UNCLEAR: unclear,
        FOR_PERSON: forPerson,
        SIGHTING: sighting,
        DOUBTFUL: doubtful,
        WORDS: unclear,
        NAME_GIVEN: unclear,
        PROOF: unclear,
        CODE_GIVEN: [relay, { actions: { type: 'say', params: { text: 'memberAlready' } } }],
        BUDDY_GIVEN: unclear,
        SEVERITY: unclear,
      },
    },
    // we understood one action and are not sure of it
    confirmingAction: {
      meta: { expects: 'yesNo', lapses: 'dialogue' },
      on: {
        ...otherAnswers('action'),
        REPORT: reportInstead('action'),
        SIGHTING: sightingInstead('action'),
        YES: takeOffer,
        NO: declineOffer,
        BACK: declineOffer,
        TIMED_OUT: { target: 'idle', actions: ['onOfferDeclined', 'clearQuestion'] },
      },
    },
    choosingIntent: {
      meta: { expects: 'choice', lapses: 'dialogue' },
      on: {
        ...otherAnswers('intent'),
        REPORT: reportInstead('intent'),
        SIGHTING: sightingInstead('intent'),
        NUMBER: [{ guard: 'isOffered', ...takeOffer }, repeatQuestion('intent')],
        NO: leave('intent'),
        BACK: leave('intent'),
        TIMED_OUT: { target: 'idle', actions: 'clearQuestion' },
      },
    },
    askingBuddy: {
      meta: { expects: 'buddy', lapses: 'dialogue' },
      on: {
        ...otherAnswers('buddy'),
        ...asides('buddy'),
        REPORT: reportInstead('buddy'),
        SIGHTING: sightingInstead('buddy'),
        BUDDY_GIVEN: { actions: 'onBuddyGiven' },
        // "what do you mean?"
        MENU: [{ guard: 'isAboutQuestion', ...repeatQuestion('buddy') }, { actions: 'onMenu' }],
        NUMBER: { target: 'idle', actions: ['clearQuestion', 'onBook'] },
        BACK: leave('buddy'),
        TIMED_OUT: timedOut('buddy'),
      },
    },
    confirmingDrop: {
      meta: { expects: 'drop', lapses: 'dialogue' },
      on: {
        ...otherAnswers('dropOrKeep'),
        ...asides('dropOrKeep'),
        REPORT: reportInstead('drop'),
        SIGHTING: sightingInstead('drop'),
        YES: { target: 'idle', actions: ['onDropConfirmed', 'clearQuestion'] },
        REASON: { target: 'idle', actions: ['onDropConfirmed', 'clearQuestion'] },
        DROP: { target: 'idle', actions: ['onDrop', 'clearQuestion'] },
        FOR_PERSON: comingLate,
        NO: { target: 'idle', actions: ['onDropDeclined', 'clearQuestion'] },
        TWOFOLD_NO: { target: 'droppingOrKeeping', ...repeatQuestion('dropOrKeep') },
        BACK: { target: 'idle', actions: ['onDropDeclined', 'clearQuestion'] },
        TIMED_OUT: timedOut('drop'),
      },
    },
    // the words of the question are its answers: a second no does not mean that they keep the shift
    droppingOrKeeping: {
      meta: { expects: 'drop', lapses: 'dialogue' },
      on: {
        ...otherAnswers('dropOrKeep'),
        ...asides('dropOrKeep'),
        REPORT: reportInstead('drop'),
        SIGHTING: sightingInstead('drop'),
        YES: { target: 'idle', actions: ['onDropConfirmed', 'clearQuestion'] },
        REASON: { target: 'idle', actions: ['onDropConfirmed', 'clearQuestion'] },
        DROP: { target: 'idle', actions: ['onDrop', 'clearQuestion'] },
        FOR_PERSON: comingLate,
        BACK: { target: 'idle', actions: ['onDropDeclined', 'clearQuestion'] },
        TIMED_OUT: timedOut('drop'),
      },
    },
    choosingShift: {
      meta: { expects: 'choice', lapses: 'dialogue' },
      on: {
        ...otherAnswers('shift'),
        REPORT: reportInstead('shift'),
        SIGHTING: sightingInstead('shift'),
        NUMBER: [
          { guard: 'isListedBooking', target: 'idle', actions: ['onShiftChosen', 'clearQuestion'] },
          repeatQuestion('shift'),
        ],
        REF: { target: 'idle', actions: ['onShiftChosen', 'clearQuestion'] },
        BACK: leave('shift'),
        TIMED_OUT: timedOut('shift'),
      },
    },
    // only dialogues that were saved by 0.1.0 are here: now it is an ask
    confirmingPresence: {
      meta: { expects: 'yesNo', lapses: 'dialogue' },
      on: {
        ...otherAnswers('presence'),
        REPORT: reportInstead('presence'),
        SIGHTING: sightingInstead('presence'),
        YES: { target: 'idle', actions: ['onPresenceConfirmed', 'clearQuestion'] },
        NO: { target: 'idle', actions: ['onPresenceDenied', 'clearQuestion'] },
        BACK: leave('presence'),
        TIMED_OUT: timedOut('presence'),
      },
    },
    confirmingRemoval: {
      meta: { expects: 'proof', lapses: 'dialogue' },
      on: {
        ...otherAnswers('removal'),
        ...proofAnswers('removal', { home: 'idle', onYes: 'onRemovalConfirmed' }),
        REPORT: reportInstead('removal'),
        SIGHTING: sightingInstead('removal'),
        NO: { target: 'idle', actions: ['onRemovalDeclined', 'clearQuestion'] },
        BACK: { target: 'idle', actions: ['onRemovalDeclined', 'clearQuestion'] },
        TIMED_OUT: timedOut('removal'),
      },
    },
    confirmingRefusal: {
      meta: { expects: 'proof', lapses: 'dialogue' },
      on: {
        ...otherAnswers('refusal'),
        ...proofAnswers('refusal', { home: 'idle', onYes: 'onRefusalConfirmed' }),
        REPORT: reportInstead('refusal'),
        SIGHTING: sightingInstead('refusal'),
        NO: { target: 'idle', actions: ['onRefusalDeclined', 'clearQuestion'] },
        BACK: { target: 'idle', actions: ['onRefusalDeclined', 'clearQuestion'] },
        TIMED_OUT: timedOut('refusal'),
      },
    },
    confirmingForgetting: {
      meta: { expects: 'proof', lapses: 'dialogue' },
      on: {
        ...otherAnswers('forgetting'),
        ...proofAnswers('forgetting', { home: 'idle', onYes: 'onForgetConfirmed' }),
        REPORT: reportInstead('forgetting'),
        SIGHTING: sightingInstead('forgetting'),
        NO: { target: 'idle', actions: 'onForgetDeclined' },
        BACK: { target: 'idle', actions: 'onForgetDeclined' },
        TIMED_OUT: timedOut('forgetting'),
      },
    },
    askingSeverity: {
      meta: { expects: 'severity', lapses: 'dialogue' },
      on: {
        ...otherAnswers('severity'),
        ...commandsAfterReport,
        ...asides('severity'),
        MY: [asides('severity').MY, ...commandsAfterReport.MY],
        SEVERITY: filed,
        NUMBER: [{ guard: 'isSeverity', actions: 'onReport' }, repeatQuestion('severity')],
        WORDS: keepAndAskAgain('severity'),
        UNCLEAR: keepAndAskAgain('severity'),
        SIGHTING: keepAndAskAgain('severity'),
        DOUBTFUL: keepAndAskAgain('severity'),
        MEDIA: keepAndAskAgain('severity'),
        LIKELY_DANGER: { actions: ['onLikelyDanger', 'keepWords'] },
        NO: [{ guard: 'isSighting', ...takenBack }, repeatQuestion('severity')],
        FORGET: [{ guard: 'isSighting', actions: ['onSightingUnanswered', 'onForget'] }, { actions: 'onForget' }],
        BACK: [{ guard: 'isSighting', ...takenBack }, leave('severity')],
        TIMED_OUT: [
          { guard: 'isSighting', target: 'idle', actions: ['onSightingUnanswered', 'clearQuestion'] },
          {
            target: 'idle',
            actions: [{ type: 'sayDropped', params: { question: 'severity' } }, 'onReportLeft', 'clearQuestion'],
          },
        ],
      },
    },
    adding: {
      meta: { expects: 'words', lapses: 'case' },
      on: {
        ...caseWords,
        ...commandsInCase,
        SEVERITY: { actions: 'onSeverityChange' },
        NUMBER: [{ guard: 'isSeverity', actions: 'onSeverityChange' }, { actions: 'onAddition' }],
        BACK: { target: 'idle', actions: [{ type: 'sayLeft', params: { question: 'adding' } }] },
        CASE_CLOSED: { target: 'idle', actions: 'closeCase' },
      },
    },
    placingMedia: {
      meta: { expects: 'severity', lapses: 'dialogue' },
      on: {
        ...otherAnswers('media'),
        ...commandsAfterReport,
        ...asides('media'),
        MY: [asides('media').MY, ...commandsAfterReport.MY],
        YES: [{ guard: 'hasCase', actions: 'onAddition' }, repeatQuestion('media')],
        NO: { actions: ['closeCase', { type: 'askAgain', params: { question: 'media' } }] },
        SEVERITY: [{ guard: 'isOkToCase', actions: 'onAddition' }, filed],
        NUMBER: [{ guard: 'isSeverity', actions: 'onReport' }, repeatQuestion('media')],
        WORDS: keepAndAskAgain('media'),
        UNCLEAR: keepAndAskAgain('media'),
        SIGHTING: keepAndAskAgain('media'),
        DOUBTFUL: keepAndAskAgain('media'),
        MEDIA: keepAndAskAgain('media'),
        BACK: leave('media'),
        TIMED_OUT: {
          target: 'idle',
          actions: [
            { type: 'sayDropped', params: { question: 'media' } },
            'onReportLeft',
            'clearQuestion',
            'closeCase',
          ],
        },
      },
    },
  },
} as const;
