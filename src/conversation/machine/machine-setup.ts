import { assign, setup } from 'xstate';
import { isOkForQuiet } from '#src/conversation/understanding/severity-words.ts';
import { HOUR } from '#src/platform/duration.ts';
import { MOST_WRONG_PROOFS, withWrongProof, wrongProofsIn } from './proof.ts';
import {
  type DialogueContext,
  type EffectName,
  type EffectParams,
  EMPTY_CONTEXT,
  type MachineEvent,
  type ShiftList,
  type StateMeta,
} from './vocabulary.ts';

type EffectActions = { [Name in EffectName]: (_: unknown, params: EffectParams[Name]) => void };

const EFFECT_NAMES: Record<EffectName, true> = {
  say: true,
  askAgain: true,
  sayLeft: true,
  sayDropped: true,
  onMenu: true,
  onUnclear: true,
  onForPerson: true,
  onDoubtful: true,
  onOfferTaken: true,
  onOfferDeclined: true,
  onExplain: true,
  onHelpAsked: true,
  onOutsiderReport: true,
  onReportLeft: true,
  onFirstWords: true,
  onRelay: true,
  onCodeAsked: true,
  onCodeGiven: true,
  onNewName: true,
  onNameCompleted: true,
  onRename: true,
  onShifts: true,
  onMore: true,
  onBook: true,
  onBuddyGiven: true,
  onBuddy: true,
  onMy: true,
  onDrop: true,
  onDropConfirmed: true,
  onDropDeclined: true,
  onRefChosen: true,
  onCheckIn: true,
  onCheckOut: true,
  onShiftChosen: true,
  onAnswer: true,
  onWhichAsk: true,
  onPresenceConfirmed: true,
  onPresenceDenied: true,
  onReport: true,
  onSighting: true,
  onSightingUnanswered: true,
  onSightingTakenBack: true,
  onAddition: true,
  onSeverityChange: true,
  onMedia: true,
  onDanger: true,
  onLikelyDanger: true,
  onShow: true,
  onWho: true,
  onAck: true,
  onAdmit: true,
  onRefuse: true,
  onRemove: true,
  onRefusalConfirmed: true,
  onRefusalDeclined: true,
  onRemovalConfirmed: true,
  onRemovalDeclined: true,
  onProofMissing: true,
  onProofWrong: true,
  onProofsSpent: true,
  onForget: true,
  onForgetConfirmed: true,
  onForgetDeclined: true,
};

/** The machine only names its effects, so these actions do nothing. */
const effects = Object.fromEntries(
  Object.keys(EFFECT_NAMES).map((name) => [name, () => {}]),
) as unknown as EffectActions;

export function isEffectName(name: string): name is EffectName {
  return name in EFFECT_NAMES;
}

/** So old that no number means an item of it. */
const NO_LIST: ShiftList = { shownAt: 0, items: [], more: null };

const NOTHING_ASKED = {
  chosen: null,
  bookingId: null,
  bookingIds: [],
  words: '',
  attachments: [],
  userId: null,
  misses: 0,
  sighting: null,
  askedRef: null,
  offered: null,
  proof: null,
} satisfies Partial<DialogueContext>;

export const conversation = setup({
  types: { context: {} as DialogueContext, events: {} as MachineEvent, meta: {} as StateMeta },
  actions: {
    ...effects,
    clearQuestion: assign({ ...NOTHING_ASKED }),
    clearAll: assign({ ...EMPTY_CONTEXT, sighting: null, askedRef: null, proof: null, wrongProofs: null }),
    closeCase: assign({ reportId: null, caseOpenUntil: 0 }),
    rememberList: assign(({ event }) => (event.type === 'LISTED' ? { list: event.list } : {})),
    rememberPage: assign(({ context, event }) =>
      event.type === 'PAGED' ? { list: { ...(context.list ?? NO_LIST), page: event.page } } : {},
    ),
    rememberChoice: assign(({ event }) => (event.type === 'CHOSEN' ? { chosen: event.chosen } : {})),
    rememberDrop: assign(({ event }) =>
      event.type === 'CONFIRM_DROP' ? { bookingId: event.bookingId, words: event.words } : {},
    ),
    rememberOffer: assign(({ event }) =>
      event.type === 'OFFERED' || event.type === 'CONFIRM_ACTION' ? { offered: event.offered } : {},
    ),
    rememberPerson: assign(({ event }) =>
      event.type === 'CONFIRM_REMOVAL' || event.type === 'CONFIRM_REFUSAL' ? { userId: event.userId } : {},
    ),
    rememberProof: assign(({ event }) => ('proof' in event ? { proof: event.proof } : {})),
    countWrongProof: assign(({ context, event }) =>
      'at' in event ? { wrongProofs: withWrongProof(context, event.at) } : {},
    ),
    rememberCommand: assign(({ event }) =>
      // after this, "the second one" does not mean a shift of an earlier list
      event.type === 'WHICH_REF' ? { askedRef: event.askedRef, words: event.words, list: null } : {},
    ),
    rememberShifts: assign(({ event }) =>
      event.type === 'WHICH_SHIFT' ? { verb: event.verb, bookingIds: event.bookingIds } : {},
    ),
    rememberWords: assign(({ context, event }) => {
      if (event.type !== 'ASKED_SEVERITY') return {};
      const { words, attachments, sighting = context.sighting ?? null } = event;
      return { words, attachments, sighting };
    }),
    rememberMedia: assign(({ event }) =>
      event.type === 'ASKED_CASE'
        ? { reportId: event.reportId, words: event.words, attachments: event.attachments }
        : {},
    ),
    rememberCase: assign(({ event }) =>
      // a number that follows belongs to this case, and not to an older list
      event.type === 'FILED' ? { reportId: event.reportId, caseOpenUntil: event.openUntil, list: null } : {},
    ),
    keepWords: assign(({ context, event }) =>
      'body' in event
        ? {
            words: [context.words, event.body].filter(Boolean).join('\n'),
            attachments: [...context.attachments, ...event.attachments],
          }
        : {},
    ),
  },
  guards: {
    isRelayed: ({ event }) => 'isRelayed' in event && event.isRelayed === true,
    isRelayedNotChoosing: ({ event }) => 'isRelayed' in event && event.isRelayed === true && !event.isListFresh,
    isCaseOpen: ({ context, event }) => 'at' in event && context.reportId !== null && event.at < context.caseOpenUntil,
    isForCase: ({ event }) => 'isForCase' in event && event.isForCase === true,
    isAboutQuestion: ({ event }) => event.type === 'MENU' && event.isAboutQuestion === true,
    isAside: ({ event }) => event.type === 'MY' && event.isAside === true,
    isSeverity: ({ event }) => event.type === 'NUMBER' && event.number <= 2,
    isCorrection: ({ context, event }) =>
      event.type === 'NUMBER' &&
      event.number <= 2 &&
      context.list === null &&
      context.reportId !== null &&
      event.at < context.caseOpenUntil,
    isRefAsked: ({ context, event }) =>
      'at' in event && context.askedRef != null && event.at < context.askedRef.at + HOUR,
    isSighting: ({ context }) => context.sighting != null && context.sighting.isReport !== true,
    isPaging: ({ context }) => context.list?.page != null,
    hasCase: ({ context }) => context.reportId !== null,
    // "is it for case 7?" is a question for yes or no, so "ok" does not mean that all is quiet
    isOkToCase: ({ context, event }) =>
      context.reportId !== null && event.type === 'SEVERITY' && isOkForQuiet(event.body),
    isListedBooking: ({ context, event }) =>
      event.type === 'NUMBER' && event.number >= 1 && event.number <= context.bookingIds.length,
    isOffered: ({ context, event }) =>
      event.type === 'NUMBER' && event.number >= 1 && event.number <= (context.offered?.intents.length ?? 0),
    isIncident: ({ event }) => event.type === 'REPORT' && event.severity === 2,
    isProved: ({ context, event }) =>
      context.proof == null
        ? event.type === 'YES' && event.isAuthentic === true
        : event.type === 'PROOF' &&
          event.digits === context.proof &&
          wrongProofsIn(context, event.at) < MOST_WRONG_PROOFS,
    isProofWrong: ({ context, event }) => event.type === 'PROOF' && context.proof != null,
    isLastProofWrong: ({ context, event }) =>
      event.type === 'PROOF' && context.proof != null && wrongProofsIn(context, event.at) + 1 >= MOST_WRONG_PROOFS,
    isLate: ({ event }) => event.type === 'FOR_PERSON' && event.intent === 'late',
    isNamed: ({ event }) => event.type === 'NAME' && event.name !== '',
  },
});
