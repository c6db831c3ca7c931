import { BackupError } from '#src/backup/file/backup-error.ts';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { ArchivedText } from '#src/messaging/archive.ts';
import { findSendingHold, type SendingHold } from '#src/messaging/limits/sending-hold.ts';
import type { Delivery } from '#src/messaging/sending/delivery.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import { executeResume } from './execute-resume.ts';
import { type PlannedTimers, planHeldTimers, releaseHeldTimers } from './held-timers.ts';
import { listMissingTexts } from './list-missing-texts.ts';
import { listServiceNumbers } from './list-service-numbers.ts';
import { listHeld, type PlannedMessage, planResume } from './plan-resume.ts';
import { type ReplayTools, replay } from './replay.ts';

/** The largest difference that we expect between our clock and the provider's. */
const MARGIN = 5 * MINUTE;

/** The steps after a restore, or after an outage in which texts were lost. */
export interface Recovery {
  findHold(): Promise<SendingHold | undefined>;
  /** Texts that the provider received since then and that we do not have, oldest first. */
  listMissing(since: Date): Promise<ArchivedText[]>;
  replay(texts: readonly ArchivedText[], onReplayed?: (text: ArchivedText) => void): Promise<void>;
  /** Decides about each held message. Changes nothing. */
  planResume(): Promise<PlannedMessage[]>;
  /** Decides about the held timers of each kind. Changes nothing. */
  planTimers(): Promise<PlannedTimers[]>;
  /**
   * Releases the held timers, runs those that are due, and carries out the plan. Returns the number of messages that were held in
   * the meantime.
   */
  resume(planned: readonly PlannedMessage[]): Promise<number>;
}

export interface RecoveryTools extends ReplayTools, Pick<Delivery, 'clock' | 'reasonNotToSend'> {
  db: Database;
  runDueTimers(): Promise<unknown>;
}

/** Its functions throw `BackupError` if the provider does not answer. */
export function createRecovery(parts: RecoveryTools): Recovery {
  const { db, clock, archive, runDueTimers } = parts;
  const list = async (since: Date) => {
    const numbers = await inTransaction(db, listServiceNumbers);
    const listed = await archive.list(before(since, MARGIN), numbers);
    if (listed.outcome === 'listed') return listed;
    throw new BackupError(`The provider did not answer: ${listed.reason}. Nothing was changed.`);
  };
  const planNow = async () => {
    const held = await inTransaction(db, listHeld);
    if (held.length === 0) return [];
    const earliest = Math.min(...held.map(({ since }) => since.getTime()));
    const { sent } = await list(new Date(earliest));
    return inTransaction(db, (trx) => planResume(trx, parts, sent));
  };
  /** What timers queue is compared with what the provider has sent too: most of them ran before, in the lost database. */
  const planQueuedSince = async (planned: readonly PlannedMessage[]) => {
    const known = new Set(planned.map(({ message }) => message.outboxId));
    return (await planNow()).filter(({ message }) => message.status === 'queued' && !known.has(message.outboxId));
  };
  return {
    findHold: () => inTransaction(db, findSendingHold),
    listMissing: async (since) => {
      const { received } = await list(since);
      return inTransaction(db, (trx) => listMissingTexts(trx, received));
    },
    replay: (texts, onReplayed) => replay(parts, texts, onReplayed),
    planResume: planNow,
    planTimers: () => inTransaction(db, (trx) => planHeldTimers(trx, clock.now())),
    resume: async (planned) => {
      await inTransaction(db, (trx) => releaseHeldTimers(trx, clock.now()));
      await runDueTimers();
      const all = [...planned, ...(await planQueuedSince(planned))];
      return inTransaction(db, (trx) => executeResume(trx, clock.now(), all));
    },
  };
}
