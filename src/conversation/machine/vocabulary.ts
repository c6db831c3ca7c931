import type { Intent } from '#src/conversation/understanding/learned/meanings.ts';
import type { NamedQuestion } from '#src/texts/subjects/dialogue-texts.ts';
import type { Attachment, Expects, VolunteerEvent } from '../events.ts';

/** A shift that was listed or chosen. The instant is in milliseconds, so that it can be saved as JSON. */
export interface ListedShift {
  scheduleId: number;
  startsAt: number;
}

/** The last list that was shown, so that a number alone can mean an item. */
export interface ShiftList {
  shownAt: number;
  items: ListedShift[];
  /** Where MORE goes on. Null if the list was complete. */
  more: { to: number; label: string } | null;
  /** Where MORE goes on if a roster or the person's own shifts were shown after the list. */
  page?: PageCursor | null;
}

/** Where a text ended that did not have room for everything. Instants are in milliseconds. */
export interface PageCursor {
  of: 'roster' | 'own';
  shownAt: number;
  /** The first shift that was not shown starts here. So many shifts, or lines, from there on were shown. */
  from: number;
  skip: number;
  to: number;
  label: string;
  hasDates: boolean;
}

/** A text that may mean one of these intents, until the person says which. `at`: when it was received, in milliseconds. */
interface Offered {
  intents: Intent[];
  words: string;
  at: number;
}

/** All that is saved between two texts beside the state, as JSON. */
export interface DialogueContext {
  list: ShiftList | null;
  chosen: ListedShift | null;
  bookingId: number | null;
  bookingIds: number[];
  verb: 'IN' | 'OUT';
  words: string;
  attachments: Attachment[];
  reportId: number | null;
  /** Until then, texts belong to the case `reportId`. */
  caseOpenUntil: number;
  userId: number | null;
  misses: number;
  /** The two digits that must stand behind a yes by SMS. Null or missing: none were texted. */
  proof?: string | null;
  /** Wrong digits of the last 24 hours, at whatever question. */
  wrongProofs?: WrongProofs | null;
  /** What we asked about with `confirmingAction` or `choosingIntent`. */
  offered?: Offered | null;
  /** Set while we ask how serious a sighting or a report is. Earlier versions did not save it. */
  sighting?: Sighting | null;
  /** The words of that command are `words`. Earlier versions did not save it. */
  askedRef?: AskedRef | null;
}

/** A report whose severity we asked. Without an answer it is filed as suspicious. */
export interface Sighting {
  /** The text. It names the timer. */
  inboxId: number;
  /** When it is filed, in milliseconds. */
  filesAt: number;
  /** It began with REPORT, so a no does not take it back. Earlier versions did not save it. */
  isReport?: true;
}

export interface WrongProofs {
  count: number;
  /** When the first of them came, in milliseconds. */
  since: number;
}

/** We asked "which one?", so that a ref alone means this command. */
interface AskedRef {
  command: 'DROP' | 'BUDDY';
  /** When we asked, in milliseconds. */
  at: number;
}

export const EMPTY_CONTEXT: DialogueContext = {
  list: null,
  chosen: null,
  bookingId: null,
  bookingIds: [],
  verb: 'IN',
  words: '',
  attachments: [],
  reportId: null,
  caseOpenUntil: 0,
  userId: null,
  misses: 0,
};

/** The open question, to ask it again or to say that it was left. */
export type Question = NamedQuestion | 'dropOrKeep' | 'name' | 'code' | 'admission' | 'hold';

/** Texts that need no parameters of the machine. */
type TextWithoutParams =
  | 'welcome'
  | 'whoWeAre'
  | 'askName'
  | 'noHurry'
  | 'memberAlready'
  | 'goodbye'
  | 'nothingOpenHere'
  | 'nothingToLeave'
  | 'askNewName';

type None = undefined;

/**
 * All effects, and their parameters. `effects/` performs them. An effect also gets its event and the context, so most
 * need no parameters. Named after the dialogue.
 */
export interface EffectParams {
  say: { text: TextWithoutParams };
  /** `isAnswered`: the text got its answer, and is none that we did not understand. */
  askAgain: { question: Question; isAnswered?: true };
  sayLeft: { question: NamedQuestion };
  sayDropped: { question: NamedQuestion };
  onMenu: None;
  onUnclear: None;
  onForPerson: None;
  onDoubtful: None;
  onOfferTaken: None;
  onOfferDeclined: None;
  onExplain: None;
  onHelpAsked: None;
  onOutsiderReport: None;
  onReportLeft: None;
  onFirstWords: None;
  onRelay: None;
  onCodeAsked: None;
  onCodeGiven: None;
  onNewName: None;
  onNameCompleted: None;
  onRename: None;
  onShifts: None;
  onMore: None;
  onBook: None;
  onBuddyGiven: None;
  onBuddy: None;
  onMy: None;
  onDrop: None;
  onDropConfirmed: None;
  onDropDeclined: None;
  onRefChosen: None;
  onCheckIn: None;
  onCheckOut: None;
  onShiftChosen: None;
  onAnswer: None;
  onWhichAsk: None;
  onPresenceConfirmed: None;
  onPresenceDenied: None;
  onReport: None;
  onSighting: None;
  onSightingUnanswered: None;
  onSightingTakenBack: None;
  onAddition: None;
  onSeverityChange: None;
  onMedia: None;
  onDanger: None;
  onLikelyDanger: None;
  onShow: None;
  onWho: None;
  onAck: None;
  onAdmit: None;
  onRefuse: None;
  onRemove: None;
  onRefusalConfirmed: None;
  onRefusalDeclined: None;
  onRemovalConfirmed: None;
  onRemovalDeclined: None;
  onProofMissing: None;
  onProofWrong: None;
  onProofsSpent: { question: NamedQuestion };
  onForget: None;
  onForgetConfirmed: None;
  onForgetDeclined: None;
}

export type EffectName = keyof EffectParams;

/** The outcome of an effect, if it decides what comes next. */
export type OutcomeEvent =
  | { type: 'CODE_SENT' }
  | { type: 'JOINED' }
  | { type: 'MUST_WAIT' }
  | { type: 'LISTED'; list: ShiftList }
  | { type: 'PAGED'; page: PageCursor | null }
  | { type: 'CHOSEN'; chosen: ListedShift }
  | { type: 'CONFIRM_DROP'; bookingId: number; words: string }
  | { type: 'WHICH_REF'; askedRef: AskedRef; words: string }
  | { type: 'WHICH_SHIFT'; verb: 'IN' | 'OUT'; bookingIds: number[] }
  | { type: 'ASKED_SEVERITY'; words: string; attachments: Attachment[]; sighting?: Sighting }
  | { type: 'FILED'; reportId: number; openUntil: number }
  | { type: 'ASKED_CASE'; reportId: number | null; words: string; attachments: Attachment[] }
  | { type: 'CONFIRM_REMOVAL'; userId: number; proof: string | null }
  | { type: 'CONFIRM_REFUSAL'; userId: number; proof: string | null }
  /** We ask which of two intents is meant. */
  | { type: 'OFFERED'; offered: Offered }
  /** We ask whether one action is meant. */
  | { type: 'CONFIRM_ACTION'; offered: Offered }
  /** The offered text, read as the person said. */
  | TextEvent
  | { type: 'CONFIRM_FORGETTING'; proof: string | null }
  /** A yes came without the digits, so we texted some. */
  | { type: 'PROOF_ASKED'; proof: string }
  | { type: 'FORGOTTEN' }
  | { type: 'DONE' };

/** Events that come from outside of the texts. */
export type SystemEvent =
  | { type: 'TIMED_OUT' }
  | { type: 'CASE_CLOSED' }
  | { type: 'BECAME_UNKNOWN' }
  | { type: 'BECAME_PENDING' }
  | { type: 'BECAME_ACTIVE' }
  | { type: 'BECAME_SUSPENDED' };

/**
 * What a person says to an ask: "who?" wants to know who asks, and `unsure` is neither a yes nor a no. `safe` answers only
 * "are you in danger?".
 */
export type AskReply = 'yes' | 'no' | 'who' | 'unsure' | 'safe';

/** A text that answers an ask, and not the dialogue. It leaves the dialogue as it is. */
export type AskEvent =
  | { type: 'ANSWER'; askId: number; answer: AskReply }
  /** Several asks are open, or the text names a ref that we asked nothing about. */
  | { type: 'WHICH_ASK'; askIds: number[]; answer: AskReply; unknownRef?: string; isForAll?: boolean };

/** `at`: when the text was received, in milliseconds. `body` is the whole text. */
export type TextEvent = (VolunteerEvent | AskEvent) & {
  at: number;
  body: string;
  attachments: Attachment[];
} & TextCircumstances;

interface TextCircumstances {
  /** A coordinator wrote to this person recently, and gets the texts that are not commands. */
  isRelayed?: boolean;
  /** The provider vouches for the sender, as on WhatsApp. Anybody can send an SMS with the number of somebody else. */
  isAuthentic?: boolean;
  /** Whether a number means an item of the list that was shown. */
  isListFresh?: boolean;
  /** A command whose words belong to the open case, too. */
  isForCase?: boolean;
}

export type MachineEvent = TextEvent | OutcomeEvent | SystemEvent;

/** What a state declares for the code around the machine. */
export interface StateMeta {
  expects: Expects;
  /** What ends the state without a text: the time limit of dialogues, the end of the case, or nothing. */
  lapses: 'dialogue' | 'case' | 'never';
}
