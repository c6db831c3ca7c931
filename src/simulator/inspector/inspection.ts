import type { AskKind } from '#src/asks/ask.ts';
import type { MeaningOfYes } from '#src/conversation/foresee-yes.ts';
import type { HandledText } from '#src/conversation/handle-texts.ts';
import type { SystemEvent } from '#src/conversation/machine/vocabulary.ts';
import type { Channel } from '#src/messaging/sender.ts';
import type { Role, UserStatus } from '#src/volunteers/people/user.ts';

/** What the service knows about one phone, and what it waits for. */
export interface Inspection {
  /** Newest first. */
  texts: InspectedText[];
  dialogue: InspectedDialogue;
  yes: InspectedYes;
  /** The open ones, oldest first. */
  asks: InspectedAsk[];
  /** Of this person, by due time. */
  timers: InspectedTimer[];
  person: InspectedPerson;
}

/** What a text of the one word "yes" would mean now. */
export type InspectedYes =
  | Exclude<MeaningOfYes, { askIds: unknown } | { askId: unknown }>
  | { of: 'ask'; asks: MeantAsk[] };

/** An ask that a bare yes would answer. With others beside it, we would ask which is meant. */
interface MeantAsk {
  kind: AskKind;
  ref: string;
  /** Its answer still counts, or we say what is true now. */
  isOver: boolean;
}

export type Understanding = Pick<HandledText, 'understood' | 'confidence'>;

export interface InspectedText {
  receivedAt: Date;
  channel: Channel;
  words: string;
  attachments: ('photo' | 'voice' | 'place')[];
  isHandled: boolean;
  /** Undefined: another thread or an earlier run of the service handled it, and did not tell us. */
  understanding: Understanding | undefined;
  /** The ask that it answered. */
  answered: Pick<InspectedAsk, 'kind' | 'ref'> | undefined;
  /** Why a coordinator should read it. */
  reviewReason: string | undefined;
}

export interface InspectedDialogue {
  /** The state that the next text finds, such as `member.idle`. */
  state: string;
  /** Why that is not the state that the last text left. */
  changes: SystemEvent['type'][];
  /** When the text came whose answer asked the question; otherwise when the last text was handled. Undefined: never. */
  since: Date | undefined;
  /** When the question ends by itself. Undefined: it does not. */
  until: Date | undefined;
  /** What a number alone would choose. */
  list: InspectedList | undefined;
  /** Who gets the texts that are not commands, and until when. */
  relay: { coordinator: string; until: Date } | undefined;
  /** Since when this number gets no answers, because it texts too much. */
  pausedSince: Date | undefined;
}

export interface InspectedList {
  items: (Pick<BookingSubject, 'startsAt' | 'zone'> & { number: number; title: string })[];
  /** Afterwards a number means none of them. */
  until: Date | undefined;
}

export interface InspectedAsk {
  askId: number;
  kind: AskKind;
  ref: string;
  about: Subject;
  /** As it was texted. Undefined: it was not queued, or has been erased. */
  question: string | undefined;
  /** When it was handed to the sender. Undefined: it is still waiting, and nobody can answer it. */
  askedAt: Date | undefined;
  deadlineAt: Date | undefined;
  isOverdue: boolean;
  /** Whether a bare yes answers it. `perhaps`: we would ask which ask is meant. */
  takesYes: 'yes' | 'perhaps' | 'no';
}

export interface InspectedTimer {
  kind: string;
  dueAt: Date;
  isOverdue: boolean;
  /** From before a restore. */
  isHeld: boolean;
  about: Subject;
  /** Whom it concerns, by name. */
  person: string | undefined;
}

interface BookingSubject {
  type: 'booking';
  ref: string;
  startsAt: Date;
  zone: string;
}

/** What an ask or a timer is about. */
export type Subject =
  | BookingSubject
  | { type: 'ask'; kind: AskKind; ref: string }
  | { type: 'schedule'; name: string }
  | { type: 'code' }
  | { type: 'erasure' }
  | { type: 'phone' }
  /** As it is stored, such as `booking:17`. */
  | { type: 'other'; subject: string };

export interface InspectedPerson {
  /** Undefined: a stranger. */
  member: { name: string; role: Role; status: UserStatus; ref: string | undefined } | undefined;
  /** Where we can text them. */
  addresses: { address: string; channel: Channel; lastTextAt: Date | undefined }[];
  optedOutAt: Date | undefined;
  /** The last message to them did not arrive, and why. */
  notReached: { at: Date; reason: string } | undefined;
}
