import type { TimeInZone } from '#src/texts/facts.ts';

/** What a text can be understood as: the events of the conversation, and the opt-out words. */
type UnderstoodName =
  | (
      | 'JOIN'
      | 'CODE'
      | 'NAME'
      | 'SHIFTS'
      | 'MORE'
      | 'BOOK'
      | 'BUDDY'
      | 'MY'
      | 'DROP'
      | 'IN'
      | 'OUT'
      | 'REPORT'
      | 'SIGHTING'
      | 'SHOW'
    )
  | ('WHO' | 'SOS' | 'LIKELY_DANGER' | 'FORGET' | 'MENU' | 'BACK' | 'ADMIT' | 'REFUSE' | 'REMOVE' | 'ACK' | 'THANKS')
  | (
      | 'YES'
      | 'NO'
      | 'PROOF'
      | 'TWOFOLD_NO'
      | 'REASON'
      | 'NUMBER'
      | 'REF'
      | 'NAME_GIVEN'
      | 'CODE_GIVEN'
      | 'BUDDY_GIVEN'
      | 'SEVERITY'
      | 'WORDS'
    )
  | (
      | 'MEDIA'
      | 'FOR_PERSON'
      | 'DOUBTFUL'
      | 'EXPLAIN'
      | 'UNCLEAR'
      | 'AUTOMATIC'
      | 'ANSWER'
      | 'WHICH_ASK'
      | 'REPEATED'
      | 'STOP'
      | 'STOP?'
      | 'START'
    );

/** Why the next text finds another state than the last one left. */
type DialogueChange =
  | 'TIMED_OUT'
  | 'CASE_CLOSED'
  | 'BECAME_UNKNOWN'
  | 'BECAME_PENDING'
  | 'BECAME_ACTIVE'
  | 'BECAME_SUSPENDED';

/** What the page says about one phone: what the service understood, waits for and will do. */
export interface InspectorTexts {
  title: (p: { phone: string }) => string;
  /** An instant with its day and seconds. */
  instant: (at: TimeInZone) => string;
  /** The same without seconds, for times that lie ahead. */
  minute: (at: TimeInZone) => string;

  lastText: string;
  earlierTexts: string;
  showEarlier: string;
  hideEarlier: string;
  noText: string;
  /** Headings of the table of texts. */
  columns: { at: string; words: string; understood: string };
  attachments: Record<'photo' | 'voice' | 'place', string>;
  notHandled: string;
  notRead: string;
  understandingUnknown: string;
  understood: Readonly<Record<UnderstoodName, string>>;
  confidence: (p: { percent: number }) => string;
  answered: (p: { ask: string }) => string;
  review: (p: { reason: string }) => string;

  dialogue: string;
  /** By the name of the state. A state that is missing here is shown by its name only. */
  states: Readonly<Record<string, string>>;
  changes: Readonly<Record<DialogueChange, string>>;
  since: (p: { time: string }) => string;
  until: (p: { time: string }) => string;
  relay: (p: { coordinator: string; time: string }) => string;
  paused: (p: { time: string }) => string;
  list: (p: { time: string | undefined }) => string;
  listColumns: { number: string; shift: string };

  yes: string;
  /** An ask that has ended, or whose deadline has passed. */
  overAsk: (p: { ask: string }) => string;
  yesMeans: {
    ask: (p: { ask: string }) => string;
    several: (p: { asks: string[] }) => string;
    dialogue: string;
    relay: string;
    start: string;
    nothing: string;
  };

  asks: string;
  noAsk: string;
  askKinds: Record<'buddy_invitation' | 'presence' | 'danger', string>;
  askTerms: { about: string; question: string; askedAt: string; deadline: string; yes: string };
  notAsked: string;
  noDeadline: string;
  deadlinePassed: (p: { time: string }) => string;
  takesYes: Record<'yes' | 'perhaps' | 'no', string>;

  timers: string;
  noTimer: string;
  timerColumns: { due: string; what: string; about: string };
  /** By kind. */
  timerKinds: Readonly<Record<string, string>>;
  overdue: string;
  held: string;
  subjects: {
    booking: (p: { ref: string; start: string }) => string;
    ask: (p: { kind: string; ref: string }) => string;
    schedule: (p: { name: string }) => string;
    code: string;
    erasure: string;
    phone: string;
  };

  person: string;
  personTerms: { name: string; role: string; status: string; address: string; reached: string };
  stranger: string;
  ref: (p: { ref: string }) => string;
  roles: Record<'volunteer' | 'coordinator', string>;
  statuses: Record<'pending' | 'active' | 'unproved' | 'suspended' | 'left', string>;
  channels: Record<'sms' | 'whatsapp', string>;
  lastTextAt: (p: { time: string }) => string;
  noTextFrom: string;
  reached: string;
  optedOut: (p: { time: string }) => string;
  notReached: (p: { time: string; reason: string }) => string;
}
