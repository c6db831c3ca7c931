import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import type { Severity } from '#src/reports/report.ts';
import type { SpanName } from '#src/texts/facts.ts';

export type { Attachment, Severity };

/** Half-open in instants: shifts that start at `from` or later and before `to`. */
export interface TimeRange {
  kind: 'range';
  from: Date;
  to: Date;
  name: SpanName;
}

/** A date or weekday with a clock time: exactly this start. */
interface ExactTime {
  kind: 'exact';
  at: Date;
}

export type TimeWords = TimeRange | ExactTime;

/** Whom a volunteer names as buddy, as far as the words say it. `phone` is E.164; `name` is empty if only a number was given. */
export type BuddyWords =
  | { kind: 'none' }
  | { kind: 'named'; name: string; phone?: string }
  /** Digits that were meant as a number, but are none. */
  | { kind: 'malformed'; digits: string };

/** One text, cleaned: no control characters, no lone surrogates; inner line breaks kept. */
export interface InboundWords {
  body: string;
  attachments: Attachment[];
}

/** What the place awaits. It decides how words are read that are no command. */
export type Expects =
  | 'nothing'
  | 'name'
  | 'code'
  | 'buddy'
  | 'severity'
  | 'words'
  | 'yesNo'
  | 'choice'
  /** A coordinator wrote, and no question of ours is open: only a command is for us. */
  | 'relay'
  /** Waiting to be admitted: only a cry, help and opt-out words count. */
  | 'admission';

/** Our reading of one text. Refs are upper case; `words` is data, kept as typed. */
export type VolunteerEvent =
  | { type: 'JOIN' }
  | { type: 'CODE' }
  /** `name` is empty if none could be read. */
  | { type: 'NAME'; name: string }
  | { type: 'SHIFTS'; when?: TimeWords; unread?: string }
  | { type: 'MORE' }
  | { type: 'BOOK'; choice?: { number: number } | { when: TimeWords }; unread?: string; buddy?: BuddyWords }
  | { type: 'BUDDY'; ref?: string; buddy?: BuddyWords }
  | { type: 'MY' }
  | { type: 'DROP'; ref?: string; words: string }
  | { type: 'IN'; ref?: string }
  | { type: 'OUT'; ref?: string }
  | { type: 'REPORT'; severity?: Severity; words: string }
  | { type: 'SHOW'; caseNumber?: number; page?: number }
  | { type: 'WHO'; when?: TimeWords; unread?: string }
  | { type: 'SOS'; words: string }
  /** HELP with words after it, by day. */
  | { type: 'HELP_WORDS'; words: string }
  | { type: 'FORGET' }
  | { type: 'MENU' }
  | { type: 'BACK' }
  | { type: 'ADMIT'; ref?: string }
  | { type: 'REFUSE'; ref?: string }
  | { type: 'REMOVE'; ref?: string }
  | { type: 'ACK'; caseNumber?: number; words: string }
  | { type: 'THANKS' }
  | { type: 'YES' }
  | { type: 'NO' }
  /** A bare number that is not a code: an item of a list, or a severity where one is awaited. */
  | { type: 'NUMBER'; number: number }
  /** A bare ref: which booking, where several could be meant. */
  | { type: 'REF'; ref: string }
  | { type: 'NAME_GIVEN'; name: string }
  | { type: 'CODE_GIVEN'; digits: string }
  | { type: 'BUDDY_GIVEN'; buddy: BuddyWords }
  | { type: 'SEVERITY'; severity: Severity; words: string }
  | { type: 'WORDS'; words: string }
  | { type: 'MEDIA'; attachments: Attachment[]; words: string }
  | { type: 'UNCLEAR'; words: string };

/** What `understand` may know beside the words: the moment, the place's expectation, who asks. */
export interface Circumstances {
  now: Date;
  zone: string;
  region: string;
  expects: Expects;
  isCoordinator: boolean;
}
