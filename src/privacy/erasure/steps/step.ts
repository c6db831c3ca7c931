import type { Database, Transaction } from '#src/db/connect.ts';
import type { ErasureFacts } from '#src/privacy/erasure/erasure.ts';
import type { ErasureWork } from '#src/privacy/erasure/work.ts';

/** What a step found after its position. */
export type Found =
  /** The person's own text waits to be handled. It is heard first. */
  | 'wait'
  | {
      /** Where the step goes on. Undefined: it has searched everything. */
      position: string | undefined;
      /** Changes what was found, in a short transaction. Undefined: nothing was found. */
      erase?: (trx: Transaction) => Promise<void>;
      /** What the step learnt, for later steps. */
      facts?: ErasureFacts;
    };

/**
 * A part of an erasure. It searches a few rows at a time without a transaction, and then changes those that it found in a
 * short one. A repeat changes nothing.
 */
export interface Step {
  /** Saved in `erasures`, and so part of backups. */
  name: string;
  find(db: Database, work: ErasureWork, position: string): Promise<Found>;
}
