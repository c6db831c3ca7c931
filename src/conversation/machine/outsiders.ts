import { otherAnswers, outsiderReport, outsiderWords, proofAnswers, relay, rename } from './answers.ts';

const greet = { target: 'askingName', actions: { type: 'say', params: { text: 'welcome' } } } as const;
const noHurry = { actions: { type: 'say', params: { text: 'noHurry' } } } as const;

/** Any first text of an unknown number. */
const greetings = Object.fromEntries(
  Object.keys(outsiderWords('name')).map((type) => [type, type in otherAnswers('name') ? [relay, greet] : [greet]]),
) as unknown as Record<keyof ReturnType<typeof outsiderWords>, readonly [typeof relay, typeof greet]>;

/** The first text may be more than a greeting. The coordinators get it, and the sender is greeted. */
const firstWords = { ...greet, actions: [greet.actions, 'onFirstWords'] } as const;

/** After an SOS, every further text is added to the case. */
const addedToCase = Object.fromEntries(
  Object.keys(outsiderWords('name')).map((type) => [type, { actions: 'onAddition' }]),
) as Record<keyof ReturnType<typeof outsiderWords>, { actions: 'onAddition' }>;
/** A request for erasure belongs to the case, too. */
const erasureInCase = { FORGET: { actions: 'onAddition' } } as const;
/** Only a proved yes erases. `home` is the state after any other end. */
const confirmingErasure = <Home extends string>(home: Home) =>
  ({
    meta: { expects: 'proof', lapses: 'dialogue' },
    on: {
      ...outsiderWords('forgetting'),
      ...proofAnswers('forgetting', { home, onYes: 'onForgetConfirmed' }),
      NO: { target: home, actions: 'onForgetDeclined' },
      BACK: { target: home, actions: 'onForgetDeclined' },
      TIMED_OUT: { target: home, actions: { type: 'sayDropped', params: { question: 'forgetting' } } },
    },
  }) as const;
/** After a request for help, every further text goes to the coordinators. */
const forwarded = Object.fromEntries(
  Object.keys(outsiderWords('name')).map((type) => [type, { actions: 'onHelpAsked' }]),
) as Record<keyof ReturnType<typeof outsiderWords>, { actions: 'onHelpAsked' }>;
/** After a report of a stranger, every further text goes to the coordinators, too. */
const [incident, lesser] = outsiderReport;
const strangerReport = {
  REPORT: [incident, { ...lesser, target: 'helped' }],
  SIGHTING: { ...lesser, target: 'helped' },
} as const;
const farewell = { THANKS: { actions: { type: 'say', params: { text: 'goodbye' } } } } as const;
/** "Please stop these messages", "do you have this in isiZulu?" */
const explained = { EXPLAIN: [relay, { actions: 'onExplain' }] } as const;
/** They ask a person, who decides about them, and hear that the words go there. Any other text gets the state of things. */
const whileWaiting = { ...explained, ...farewell, FOR_PERSON: [relay, { actions: 'onForPerson' }] } as const;

export const stranger = {
  initial: 'greeting',
  on: {
    FILED: { target: '.cried', actions: 'rememberCase' },
    JOINED: { target: '#conversation.member' },
    MUST_WAIT: { target: '#conversation.pending' },
    CONFIRM_FORGETTING: { target: '.confirmingForgetting', actions: 'rememberProof' },
  },
  states: {
    greeting: {
      meta: { expects: 'nothing', lapses: 'never' },
      on: {
        ...greetings,
        ...explained,
        ...farewell,
        MENU: firstWords,
        UNCLEAR: [relay, firstWords],
        FOR_PERSON: [relay, firstWords],
        ...strangerReport,
        LIKELY_DANGER: { target: 'helped', actions: 'onLikelyDanger' },
      },
    },
    helped: {
      meta: { expects: 'words', lapses: 'dialogue' },
      on: {
        ...forwarded,
        ...farewell,
        REPORT: outsiderReport,
        SIGHTING: outsiderReport,
        // the sender reported something while joining
        CODE_GIVEN: { actions: 'onCodeGiven' },
        JOIN: greet,
        CODE: greet,
        MENU: greet,
        BACK: greet,
        TIMED_OUT: { target: 'greeting' },
      },
    },
    askingName: {
      meta: { expects: 'name', lapses: 'never' },
      on: {
        ...outsiderWords('name'),
        ...strangerReport,
        NAME_GIVEN: { actions: 'onCodeAsked' },
        NAME: [{ guard: 'isNamed', actions: 'onCodeAsked' }, { actions: { type: 'say', params: { text: 'askName' } } }],
        CODE_SENT: { target: 'provingNumber' },
        // the sender went back, and then found the code
        CODE_GIVEN: { actions: 'onCodeGiven' },
        NO: noHurry,
        BACK: noHurry,
        THANKS: noHurry,
      },
    },
    provingNumber: {
      meta: { expects: 'code', lapses: 'never' },
      on: {
        ...outsiderWords('code'),
        ...strangerReport,
        CODE_GIVEN: { actions: 'onCodeGiven' },
        CODE: { actions: 'onCodeAsked' },
        NAME_GIVEN: { actions: 'onNameCompleted' },
        NAME: [
          { guard: 'isNamed', actions: 'onNewName' },
          { actions: { type: 'say', params: { text: 'askNewName' } } },
        ],
        BACK: { target: 'askingName', actions: { type: 'say', params: { text: 'askName' } } },
      },
    },
    cried: {
      meta: { expects: 'words', lapses: 'case' },
      on: {
        ...addedToCase,
        ...erasureInCase,
        ...farewell,
        JOIN: greet,
        CODE: greet,
        CODE_GIVEN: { actions: 'onCodeGiven' },
        CASE_CLOSED: { target: 'greeting', actions: 'closeCase' },
      },
    },
    confirmingForgetting: confirmingErasure('greeting'),
  },
} as const;

/** Newcomers who wait, and suspended people. They can ask for help, report, and be forgotten. */
const outside = <Others extends object>(question: 'admission' | 'hold', others: Others) =>
  ({
    initial: 'waiting',
    on: {
      FILED: { target: '.cried', actions: 'rememberCase' },
      CONFIRM_FORGETTING: { target: '.confirmingForgetting', actions: 'rememberProof' },
    },
    states: {
      waiting: {
        meta: { expects: 'admission', lapses: 'never' },
        on: {
          ...outsiderWords(question),
          ...whileWaiting,
          ...others,
        },
      },
      cried: {
        meta: { expects: 'words', lapses: 'case' },
        on: { ...addedToCase, ...erasureInCase, ...farewell, CASE_CLOSED: { target: 'waiting', actions: 'closeCase' } },
      },
      confirmingForgetting: confirmingErasure('waiting'),
    },
  }) as const;

/** A newcomer is let in by the right name. */
export const pending = outside('admission', { NAME: rename });
export const suspended = outside('hold', {});
