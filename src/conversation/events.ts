import type { Intent } from '#src/conversation/understanding/learned/meanings.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import type { Severity } from '#src/reports/report.ts';
import type { SpanName } from '#src/texts/facts.ts';
import type { PersonIntent } from '#src/texts/subjects/passing-on-texts.ts';

export type { Attachment, Severity };

/** Shifts that start at `from` or later, and before `to`. */
export interface TimeRange {
  kind: 'range';
  from: Date;
  to: Date;
  name: SpanName;
}

/** A date or weekday with a clock time: shifts that start at this instant. */
interface ExactTime {
  kind: 'exact';
  at: Date;
}

export type TimeWords = TimeRange | ExactTime;

/** A time of the day. Of "2 to 4" we do not know whether 2 is 02:00 or 14:00. */
export interface ItemTime {
  hours: number[];
  minute: number;
}

/** What an answer says about an item of the list. All of it must fit. Empty: the sender has to say which one. */
export interface ItemWords {
  place?: number | 'middle' | 'last' | 'early' | 'late';
  begins?: ItemTime;
  ends?: ItemTime;
  when?: TimeRange;
}

/** `pick`: the first or the last open shift of that time. `item`: one of the list that was shown. */
type BookChoice = { number: number } | { when: TimeWords; pick?: 'first' | 'last' } | { item: ItemWords };

/** The buddy that a volunteer names. `phone` is E.164. `name` is empty if only a number was given. */
export type BuddyWords = { kind: 'none' } | { kind: 'named'; name: string; phone?: string } | UnfinishedBuddy;

/** An answer about a buddy that names nobody yet. */
export type UnfinishedBuddy =
  /** Digits that are not a valid phone number. */
  | { kind: 'malformed'; digits: string }
  /** "My wife": we ask her name. */
  | { kind: 'relation'; whose: 'her' | 'his' | 'their' }
  /** Two or more names. There is one buddy. */
  | { kind: 'several'; names: string[] }
  /** "Later", "still looking". */
  | { kind: 'open' };

export type KnownBuddy = Exclude<BuddyWords, UnfinishedBuddy>;

/** One text, without control characters and lone surrogates. Line breaks are kept. */
export interface InboundWords {
  body: string;
  attachments: Attachment[];
}

/** What the dialogue state expects. It decides how a text is read that is not a command. */
export type Expects =
  | 'nothing'
  | 'name'
  | 'code'
  | 'buddy'
  | 'severity'
  | 'words'
  | 'yesNo'
  /** A yes with the two digits that we texted, or a no. */
  | 'proof'
  /** Whether to give up a shift. The words of the question are its answers. */
  | 'drop'
  | 'choice'
  /** A coordinator wrote to the sender, and no question is open. Only commands are for us. */
  | 'relay'
  /** The sender waits to be admitted. Only danger, help and opt-out words count. */
  | 'admission';

/** What a text was understood as. Refs are in upper case. `words` is data, as typed. */
export type VolunteerEvent =
  | { type: 'JOIN' }
  | { type: 'CODE' }
  /** `name` is empty if none could be read. */
  | { type: 'NAME'; name: string }
  | { type: 'SHIFTS'; when?: TimeWords; unread?: string }
  | { type: 'MORE' }
  | { type: 'BOOK'; choice?: BookChoice; unread?: string; buddy?: BuddyWords }
  | { type: 'BUDDY'; ref?: string; buddy?: BuddyWords }
  /** `isAside`: no command was typed. Our question stays open, and is asked again. */
  | { type: 'MY'; isAside?: boolean }
  /** `isSentence`: no command was typed, so we always ask whether it is meant. */
  | { type: 'DROP'; ref?: string; words: string; isSentence?: boolean }
  /** `sentence`: no command was typed. `unsure`: we must ask whether it is meant. */
  | { type: 'IN'; ref?: string; sentence?: 'sure' | 'unsure' }
  | { type: 'OUT'; ref?: string; sentence?: 'sure' | 'unsure' }
  | { type: 'REPORT'; severity?: Severity; words: string }
  /** What the sender sees, in plain words and without REPORT. */
  | { type: 'SIGHTING'; words: string }
  | { type: 'SHOW'; caseNumber?: number; page?: number }
  | { type: 'WHO'; when?: TimeWords; unread?: string }
  | { type: 'SOS'; words: string }
  /** The words suggest danger, and are not certain about it. */
  | { type: 'LIKELY_DANGER'; words: string }
  | { type: 'FORGET' }
  /** `isAboutQuestion`: no command was typed. What they do not understand is the open question. */
  | { type: 'MENU'; isAboutQuestion?: boolean }
  | { type: 'BACK' }
  | { type: 'ADMIT'; ref?: string }
  | { type: 'REFUSE'; ref?: string }
  | { type: 'REMOVE'; ref?: string }
  | { type: 'ACK'; caseNumber?: number; words: string }
  | { type: 'THANKS' }
  | { type: 'YES' }
  | { type: 'NO' }
  /** A yes with two digits: `Y47`. */
  | { type: 'PROOF'; digits: string }
  /** A no to a question for Y or N that may also mean the opposite: "no, I can't come" to "give it up?" */
  | { type: 'TWOFOLD_NO'; words: string }
  /** Why a shift is given up, instead of a yes. `ref`: the shift that the text names. */
  | { type: 'REASON'; words: string; ref?: string }
  /** A number alone that is not a code: an item of a list, or a severity if we asked for one. */
  | { type: 'NUMBER'; number: number }
  /** A ref alone. It names one of several bookings. */
  | { type: 'REF'; ref: string }
  | { type: 'NAME_GIVEN'; name: string }
  | { type: 'CODE_GIVEN'; digits: string }
  | { type: 'BUDDY_GIVEN'; buddy: BuddyWords }
  | { type: 'SEVERITY'; severity: Severity; words: string }
  | { type: 'WORDS'; words: string }
  | { type: 'MEDIA'; attachments: Attachment[]; words: string }
  /** Only a person can answer it. `isHarmless`: read with high confidence, and no danger is in it. */
  | { type: 'FOR_PERSON'; words: string; intent: PersonIntent; isHarmless: boolean }
  /** It may mean one of these, the likelier one first. */
  | { type: 'DOUBTFUL'; intents: [Intent, Intent]; words: string }
  /** A question about the service that one text answers. */
  | { type: 'EXPLAIN'; about: Explained }
  | { type: 'UNCLEAR'; words: string }
  /** A phone or a program wrote it: a reaction, an automatic reply. It means nothing. */
  | { type: 'AUTOMATIC' };

/** What we explain in one text. */
type Explained = 'stop' | 'start' | 'leave' | 'language' | 'test' | 'noneSuits' | 'severities';

/** What `understand` knows beside the words. */
export interface Circumstances {
  now: Date;
  zone: string;
  region: string;
  expects: Expects;
  isCoordinator: boolean;
  /** A member's sentences can do what commands do. Those of others can only ask for help. Undefined: a member. */
  isMember?: boolean;
  /** Whether a list of shifts is open, so that "the second one" means one of it. */
  isListFresh?: boolean;
}
