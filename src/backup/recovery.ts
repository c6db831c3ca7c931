import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { ArchivedText } from '#src/messaging/archive.ts';
import type { Delivery } from '#src/messaging/delivery.ts';
import { findSendingHold, type SendingHold } from '#src/messaging/sending-hold.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import { BackupError } from './backup-error.ts';
import { carryOut } from './carry-out.ts';
import { listKnownNumbers } from './known-numbers.ts';
import { missingOf } from './missing-texts.ts';
import { listHeld, type Planned, planResume } from './plan-resume.ts';
import { type Replaying, replay } from './replay.ts';

/** Our clock and the provider's may differ by this much. */
const MARGIN = 5 * MINUTE;

/** What follows a restore, or an outage in which texts were lost. */
export interface Recovery {
  findHold(): Promise<SendingHold | undefined>;
  /** The texts that the provider received since then and that are not here, oldest first. */
  listMissing(since: Date): Promise<ArchivedText[]>;
  replay(texts: readonly ArchivedText[], onReplayed?: (text: ArchivedText) => void): Promise<void>;
  /** What is to become of everything that is held, by what the provider has sent. Changes nothing. */
  planResume(): Promise<Planned[]>;
  /** Does that. Returns how many were held meanwhile, and still are. */
  resume(planned: readonly Planned[]): Promise<number>;
}

export interface RecoveryParts extends Replaying, Pick<Delivery, 'clock' | 'reasonNotToSend'> {
  db: Database;
}

/** Throws `KeepingError` where the provider cannot be asked. */
export function createRecovery(parts: RecoveryParts): Recovery {
  const { db, clock, archive } = parts;
  const list = async (since: Date) => {
    const numbers = await inTransaction(db, listKnownNumbers);
    const listed = await archive.list(before(since, MARGIN), numbers);
    if (listed.outcome === 'listed') return listed;
    throw new BackupError(`The provider cannot be asked: ${listed.reason}. Nothing was changed.`);
  };
  return {
    findHold: () => inTransaction(db, findSendingHold),
    listMissing: async (since) => {
      const { received } = await list(since);
      return inTransaction(db, (trx) => missingOf(trx, received));
    },
    replay: (texts, onReplayed) => replay(parts, texts, onReplayed),
    planResume: async () => {
      const held = await inTransaction(db, listHeld);
      if (held.length === 0) return [];
      const earliest = Math.min(...held.map(({ since }) => since.getTime()));
      const { sent } = await list(new Date(earliest));
      return inTransaction(db, (trx) => planResume(trx, parts, sent));
    },
    resume: (planned) => inTransaction(db, (trx) => carryOut(trx, clock.now(), planned)),
  };
}
