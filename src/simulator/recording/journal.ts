import type { InboundMessage } from '#src/messaging/inbox/inbound-message.ts';
import type { StatusUpdate } from '#src/messaging/twilio/status-update.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Ids } from '#src/platform/ids.ts';
import type { BeginningOfRecording } from './recording.ts';

/** A longer session cannot be saved: nobody would read it as a test. */
const MOST_ENTRIES = 2_000;
const MOST_IDS = 20_000;

/** Something that was done from outside, in the order in which it was done. The instants are those of the watch's clock. */
export type JournalEntry =
  /** The words are here, because the database erases the digits of codes, and the words of people who leave. */
  | (Pick<InboundMessage, 'providerSid' | 'from' | 'body' | 'attachments'> & {
      kind: 'text';
      at: Date;
      /** While somebody moved the clock: it has no place among the timers that ran on the way. */
      isDuringMove: boolean;
    })
  | { kind: 'move'; at: Date; to: Date; endedAt: Date | undefined }
  | { kind: 'report'; update: StatusUpdate; at: Date; endedAt: Date | undefined };

/** What we cannot read from the database afterwards. In memory, so a restart of the service begins a new one. */
export interface Journal {
  noteText(text: InboundMessage): void;
  /** Notes that the clock moves to an instant, and runs the move. */
  noteMove(to: Date, move: () => Promise<void>): Promise<void>;
  /** Notes that a delivery status is reported, and records it. */
  noteReport(update: StatusUpdate, record: () => Promise<void>): Promise<void>;
  /** The same source of ids. What it gives is noted. */
  noteIds(ids: Ids): Ids;
  /** Forgets everything, because a recording begins here. */
  begin(beginning: BeginningOfRecording): void;
  /** Undefined until a recording begins. */
  readonly beginning: BeginningOfRecording | undefined;
  readonly entries: readonly JournalEntry[];
  /** The refs, codes and digits behind a yes that were given, in order. The transactions of some did not commit. */
  readonly given: {
    readonly refs: readonly string[];
    readonly codes: readonly string[];
    readonly digits: readonly string[];
  };
  /** More happened than it holds. */
  readonly isFull: boolean;
}

export function createJournal(clock: Clock): Journal {
  let entries: JournalEntry[] = [];
  let given: { refs: string[]; codes: string[]; digits: string[] } = { refs: [], codes: [], digits: [] };
  let isFull = false;
  let beginning: BeginningOfRecording | undefined;
  const note = (entry: JournalEntry) => {
    if (entries.length < MOST_ENTRIES) entries.push(entry);
    else isFull = true;
  };
  const isMoving = () => entries.some((entry) => entry.kind === 'move' && entry.endedAt === undefined);
  const noteId = (ids: string[], id: string) => {
    if (ids.length < MOST_IDS) ids.push(id);
    else isFull = true;
  };
  const noteWhile = async (entry: Extract<JournalEntry, { endedAt: unknown }>, work: () => Promise<void>) => {
    note(entry);
    await work();
    entry.endedAt = clock.now();
  };
  return {
    noteText: ({ providerSid, from, body, attachments }) =>
      note({ kind: 'text', providerSid, from, body, attachments, at: clock.now(), isDuringMove: isMoving() }),
    noteMove: (to, move) => noteWhile({ kind: 'move', at: clock.now(), to, endedAt: undefined }, move),
    noteReport: (update, record) => noteWhile({ kind: 'report', update, at: clock.now(), endedAt: undefined }, record),
    noteIds: (ids) => ({
      ...ids,
      onRefGiven: (ref) => noteId(given.refs, ref),
      oneTimeCode: () => {
        const code = ids.oneTimeCode();
        noteId(given.codes, code);
        return code;
      },
      proofDigits: () => {
        const digits = ids.proofDigits();
        noteId(given.digits, digits);
        return digits;
      },
    }),
    begin: (begun) => {
      beginning = begun;
      entries = [];
      given = { refs: [], codes: [], digits: [] };
      isFull = false;
    },
    get beginning() {
      return beginning;
    },
    get entries() {
      return entries;
    },
    get given() {
      return given;
    },
    get isFull() {
      return isFull;
    },
  };
}
