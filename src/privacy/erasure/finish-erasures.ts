import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { describeError, type Log } from '#src/platform/log.ts';
import { createErasureTools, type ErasureSettings } from './create-erasure-tools.ts';
import { type Erasure, findDueErasure, moveOn, putOff } from './erasure.ts';
import type { Found } from './steps/step.ts';
import { stepAfter, stepOf } from './steps/steps.ts';
import { type ErasureWork, loadErasureWork } from './work.ts';

/** Between two batches, other transactions can take the writer lock. */
const PAUSE_MS = 5;
/** Searched rows without any hit are noted only now and then: a crash repeats at most so much. */
const NOTE_EVERY_MS = 2000;

export interface FinishingTools {
  db: Database;
  log: Log;
  settings: ErasureSettings;
}

/**
 * Finishes the erasures that have begun, in short transactions, until all are done or the time is up. Several processes may
 * do it: of two that find the same rows, one changes them. After a crash the next run goes on from the last commit.
 */
export async function finishErasures({ db, log, settings }: FinishingTools, runAtMostMs: number): Promise<void> {
  const { clock } = settings;
  const until = performance.now() + runAtMostMs;
  for (;;) {
    const erasure = performance.now() < until ? await findDueErasure(db, clock) : undefined;
    if (!erasure) return;
    try {
      const work = await loadErasureWork(db, createErasureTools(settings), erasure);
      if (!(await runStep(db, work, until))) await putOff(db, clock, erasure);
    } catch (thrown) {
      const { erasureId, step } = erasure;
      log.error({ erasureId, step, ...describeError(thrown) }, 'an erasure failed and is tried again later');
      await putOff(db, clock, erasure);
    }
  }
}

/** Runs a step to its end, or until the time is up. Returns false if it must wait. */
async function runStep(db: Database, work: ErasureWork, until: number): Promise<boolean> {
  let erasure = work.erasure;
  let position = erasure.position;
  let notedAt = performance.now();
  for (;;) {
    const found = await stepOf(erasure.step).find(db, { ...work, erasure }, position);
    if (found === 'wait') return false;
    const now = performance.now();
    const isLast = found.position === undefined || now >= until;
    position = found.position ?? '';
    if (isLast || found.erase || found.facts || now - notedAt > NOTE_EVERY_MS) {
      const isOurs = await change(db, erasure, found);
      if (isLast || !isOurs) return true;
      erasure = { ...erasure, position, ...(found.facts && { facts: found.facts }) };
      notedAt = now;
      await wait(PAUSE_MS);
    }
  }
}

/** Changes what a step found and notes how far it is, in one transaction. Returns false if another process did. */
async function change(db: Database, erasure: Erasure, found: Exclude<Found, 'wait'>): Promise<boolean> {
  const { position, erase, facts } = found;
  const step = position === undefined ? stepAfter(erasure.step)?.name : stepOf(erasure.step).name;
  const next = step === undefined ? 'finished' : { step, position: position ?? '', ...(facts && { facts }) };
  return inTransaction(db, async (trx) => {
    const isOurs = await moveOn(trx, erasure, next);
    if (isOurs) await erase?.(trx);
    return isOurs;
  });
}
