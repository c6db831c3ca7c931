import { otherAnswers, outsiderReport, outsiderWords, relay } from './answers.ts';

const greet = { target: 'askingName', actions: { type: 'say', params: { text: 'welcome' } } } as const;
const noHurry = { actions: { type: 'say', params: { text: 'noHurry' } } } as const;

/** Anything at all that an unknown number says first. */
const greetings = Object.fromEntries(
  Object.keys(outsiderWords('name')).map((type) => [type, type in otherAnswers('name') ? [relay, greet] : [greet]]),
) as unknown as Record<keyof ReturnType<typeof outsiderWords>, readonly [typeof relay, typeof greet]>;

/** What was said at first may be no greeting: the coordinators get it, and the sender is greeted all the same. */
const firstWords = { ...greet, actions: [greet.actions, 'onFirstWords'] } as const;

/** Who cried is heard, whatever words it takes. */
const heard = Object.fromEntries(
  Object.keys(outsiderWords('name')).map((type) => [type, { actions: 'onAddition' }]),
) as Record<keyof ReturnType<typeof outsiderWords>, { actions: 'onAddition' }>;
/** What was asked for in the middle of it belongs to the case, too. */
const caseGoesOn = { FORGET: { actions: 'onAddition' } } as const;
/** Nothing but a yes erases anything. `home`: where they stand when it is left. */
const confirmingForgetting = <Home extends string>(home: Home) =>
  ({
    meta: { expects: 'yesNo', lapses: 'dialogue' },
    on: {
      ...outsiderWords('forgetting'),
      YES: { actions: 'onForgetConfirmed' },
      NO: { target: home, actions: 'onForgetDeclined' },
      BACK: { target: home, actions: 'onForgetDeclined' },
      TIMED_OUT: { target: home, actions: { type: 'sayDropped', params: { question: 'forgetting' } } },
    },
  }) as const;
/** Whoever asked for help has more to tell than one text holds. */
const passedOn = Object.fromEntries(
  Object.keys(outsiderWords('name')).map((type) => [type, { actions: 'onHelpAsked' }]),
) as Record<keyof ReturnType<typeof outsiderWords>, { actions: 'onHelpAsked' }>;
/** After a report a stranger has more to tell, as after a call for help. */
const [incident, lesser] = outsiderReport;
const strangerReport = { REPORT: [incident, { ...lesser, target: 'helped' }] } as const;
const farewell = { THANKS: { actions: { type: 'say', params: { text: 'goodbye' } } } } as const;

export const stranger = {
  initial: 'greeting',
  on: {
    FILED: { target: '.cried', actions: 'rememberCase' },
    JOINED: { target: '#conversation.member' },
    MUST_WAIT: { target: '#conversation.pending' },
    CONFIRM_FORGETTING: { target: '.confirmingForgetting' },
  },
  states: {
    greeting: {
      meta: { expects: 'nothing', lapses: 'never' },
      on: {
        ...greetings,
        UNCLEAR: [relay, firstWords],
        ...strangerReport,
        HELP_WORDS: { target: 'helped', actions: 'onHelpAsked' },
      },
    },
    helped: {
      meta: { expects: 'words', lapses: 'dialogue' },
      on: {
        ...passedOn,
        ...farewell,
        REPORT: outsiderReport,
        // a report came in the middle of joining
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
        // who went back and then found the code all the same
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
        ...heard,
        ...caseGoesOn,
        ...farewell,
        JOIN: greet,
        CODE: greet,
        CODE_GIVEN: { actions: 'onCodeGiven' },
        CASE_CLOSED: { target: 'greeting', actions: 'closeCase' },
      },
    },
    confirmingForgetting: confirmingForgetting('greeting'),
  },
} as const;

/** Who waits to be let in, and who was taken off: only a cry works. */
const outside = (question: 'admission' | 'hold') =>
  ({
    initial: 'waiting',
    on: {
      FILED: { target: '.cried', actions: 'rememberCase' },
      CONFIRM_FORGETTING: { target: '.confirmingForgetting' },
    },
    states: {
      waiting: { meta: { expects: 'admission', lapses: 'never' }, on: outsiderWords(question) },
      cried: {
        meta: { expects: 'words', lapses: 'case' },
        on: { ...heard, ...caseGoesOn, ...farewell, CASE_CLOSED: { target: 'waiting', actions: 'closeCase' } },
      },
      confirmingForgetting: confirmingForgetting('waiting'),
    },
  }) as const;

export const pending = outside('admission');
export const suspended = outside('hold');
