import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { describeError, type Log } from '#src/platform/log.ts';
import { createErasureTools, type ErasureSettings } from './create-erasure-tools.ts';
import { type Erasure, findErasure, listErasures, moveOn, putOff } from './erasure.ts';
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
 * Goes on with an erasure that has begun, in short transactions, until it is finished, must wait or the time is up. `until` is by
 * `performance.now()`. Several processes may do it: of two that find the same rows, one changes them. After a crash the next
 * run goes on from the last commit. Returns when it must be called again. Undefined: it is finished.
 */
export async function finishErasure(
  { db, log, settings }: FinishingTools,
  erasureId: number,
  until: number,
): Promise<Date | undefined> {
  const { clock } = settings;
  for (;;) {
    const erasure = await findErasure(db, erasureId);
    if (!erasure) return undefined;
    const now = clock.now();
    if (now < erasure.dueAt) return erasure.dueAt;
    if (performance.now() >= until) return now;
    try {
      const work = await loadErasureWork(db, createErasureTools(settings), erasure);
      if (!(await runStep(db, work, until))) await putOff(db, clock, erasure);
    } catch (thrown) {
      const { step } = erasure;
      log.error({ erasureId, step, ...describeError(thrown) }, 'an erasure failed and is tried again later');
      await putOff(db, clock, erasure);
    }
  }
}

/** The same for one person, until all is done or must wait. Returns whether all is done. */
export async function finishErasuresOf(tools: FinishingTools, userId: number): Promise<boolean> {
  for (const { erasureId } of await listErasures(tools.db, { userId })) {
    if (await finishErasure(tools, erasureId, Number.POSITIVE_INFINITY)) return false;
  }
  return true;
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
