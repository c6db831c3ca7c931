import type { NamedQuestion } from '#src/texts/subjects/dialogue-texts.ts';
import type { Attachment, Expects, VolunteerEvent } from '../events.ts';

/** One shift as it was listed or chosen; an instant in milliseconds, so that it can be saved as JSON. */
export interface ListedShift {
  scheduleId: number;
  startsAt: number;
}

/** What the phone was last shown, so that a bare number can mean something. */
export interface ShiftList {
  shownAt: number;
  items: ListedShift[];
  /** Where MORE goes on: until when, under which name; null if these were all. */
  more: { to: number; label: string } | null;
}

/** All that is remembered between two texts, beside the state. JSON. */
export interface DialogueContext {
  list: ShiftList | null;
  chosen: ListedShift | null;
  bookingId: number | null;
  bookingIds: number[];
  verb: 'IN' | 'OUT';
  words: string;
  attachments: Attachment[];
  reportId: number | null;
  /** Until when what comes belongs to `reportId`. */
  caseOpenUntil: number;
  userId: number | null;
  misses: number;
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

/** What is being asked, for asking again and for saying what was dropped. */
export type Question = NamedQuestion | 'name' | 'code' | 'admission' | 'hold';

/** Texts without parameters of their own. */
type TextWithoutParams =
  | 'welcome'
  | 'whoWeAre'
  | 'askName'
  | 'noHurry'
  | 'memberAlready'
  | 'goodbye'
  | 'nothingOpenHere'
  | 'nothingToLeave'
  | 'askSeverity'
  | 'askNewName';

type None = undefined;

/**
 * Everything that the machine can ask for; what carries it out stands in `effects/`. An effect reads the event that
 * caused it and the context of that moment; the parameters are only what those two don't say.
 */
export interface EffectParams {
  say: { text: TextWithoutParams };
  askAgain: { question: Question };
  sayLeft: { question: NamedQuestion };
  sayDropped: { question: NamedQuestion };
  onMenu: None;
  onUnclear: None;
  onHelpAsked: None;
  onOutsiderReport: None;
  onReportLeft: None;
  onFirstWords: None;
  onRelay: None;
  onCodeAsked: None;
  onCodeGiven: None;
  onNewName: None;
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
  onCheckIn: None;
  onCheckOut: None;
  onShiftChosen: None;
  onPresenceConfirmed: None;
  onPresenceDenied: None;
  onReport: None;
  onAddition: None;
  onSeverityChange: None;
  onMedia: None;
  onDanger: None;
  onShow: None;
  onWho: None;
  onAck: None;
  onAdmit: None;
  onRefuse: None;
  onRemove: None;
  onRemovalConfirmed: None;
  onRemovalDeclined: None;
  onForget: None;
  onForgetConfirmed: None;
  onForgetDeclined: None;
}

export type EffectName = keyof EffectParams;

/** How an effect ended, where that decides what comes next. */
export type OutcomeEvent =
  | { type: 'CODE_SENT' }
  | { type: 'JOINED' }
  | { type: 'MUST_WAIT' }
  | { type: 'LISTED'; list: ShiftList }
  | { type: 'CHOSEN'; chosen: ListedShift }
  | { type: 'CONFIRM_DROP'; bookingId: number; words: string }
  | { type: 'CONFIRM_PRESENCE'; bookingId: number }
  | { type: 'WHICH_SHIFT'; verb: 'IN' | 'OUT'; bookingIds: number[] }
  | { type: 'ASKED_SEVERITY'; words: string; attachments: Attachment[] }
  | { type: 'FILED'; reportId: number; openUntil: number }
  | { type: 'ASKED_CASE'; reportId: number | null; words: string; attachments: Attachment[] }
  | { type: 'CONFIRM_REMOVAL'; userId: number }
  | { type: 'CONFIRM_FORGETTING' }
  | { type: 'FORGOTTEN' }
  | { type: 'DONE' };

/** What the world outside of the texts tells the machine. */
export type SystemEvent =
  | { type: 'TIMED_OUT' }
  | { type: 'CASE_CLOSED' }
  | { type: 'BECAME_UNKNOWN' }
  | { type: 'BECAME_PENDING' }
  | { type: 'BECAME_ACTIVE' }
  | { type: 'BECAME_SUSPENDED' };

/** `at`: when the text was received, in milliseconds. `body` is the whole text. */
export type TextEvent = VolunteerEvent & { at: number; body: string; attachments: Attachment[] } & TextCircumstances;

interface TextCircumstances {
  /** A coordinator wrote to this person not long ago, and gets what is no command of ours. */
  isRelayed?: boolean;
  /** A number means an item of the list that was shown. */
  isListFresh?: boolean;
}

export type MachineEvent = TextEvent | OutcomeEvent | SystemEvent;

/** What a state tells those who run the machine. */
export interface StateMeta {
  expects: Expects;
  /** How long it stays without a text: a dialogue, an open case, or for good. */
  lapses: 'dialogue' | 'case' | 'never';
}
