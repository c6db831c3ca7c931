import { BaseModel } from '#src/db/base-model.ts';
import type { Transaction } from '#src/db/connect.ts';

/** `waiting`: to be run when it is due. `held`: from before a restore, until the operator resumes. The others are ended. */
export type TimerStatus = 'waiting' | 'held' | 'done' | 'not_needed' | 'expired' | 'failed';

/** What runs first if several timers are due. */
export const TIMER_PRIORITY = { ladder: 0, danger: 1, ask: 2, rest: 3 } as const;

/** A row of `timers`: work that must be done later. */
export class Timer extends BaseModel {
  static override tableName = 'timers';
  static override idColumn = 'timerId';
  static override instants = ['dueAt', 'validUntil', 'leaseUntil', 'createdAt', 'endedAt'];

  declare timerId: number;
  declare kind: string;
  /** Names the timer, so that it is scheduled once. */
  declare key: string;
  /** What it is about, such as `booking:17`. */
  declare subject: string;
  declare userId: number | null;
  declare priority: number;
  /** Counts from the event that it belongs to, never from an earlier run. */
  declare dueAt: Date;
  /** From then on there is no point in it. Null: there always is. */
  declare validUntil: Date | null;
  declare status: TimerStatus;
  declare attempts: number;
  /** Until then, a process has claimed it, or it waits after a failure. */
  declare leaseUntil: Date | null;
  /** The error of the last attempt, if that failed. */
  declare outcome: string | null;
  declare createdAt: Date;
  declare endedAt: Date | null;
}

/** `booking:17` is about 17. */
export function idOfSubject(subject: string): number {
  return Number(subject.split(':')[1]);
}

/**
 * What came of a run. `not_needed`: it no longer applied. `again`: it is not finished and goes on then, which is not a
 * failure.
 */
export type TimerOutcome = 'done' | 'not_needed' | { again: Date };

interface AnyTimerKind {
  priority: number;
  /** Otherwise it fails for good after some attempts. */
  neverGivesUp?: true;
}

/**
 * Most kinds of timer run in one transaction, with what they change. It may run more than once if the transaction must be
 * repeated. When it runs it checks whether it still applies.
 */
export interface ShortTimerKind extends AnyTimerKind {
  run(trx: Transaction, timer: Timer): Promise<TimerOutcome>;
}

/**
 * Work that is too long for one transaction. It has transactions of its own, goes on where an earlier run ended, and stops
 * when the time is up.
 */
export interface LongTimerKind extends AnyTimerKind {
  /** `until`: by `performance.now()`. */
  runInParts(timer: Timer, until: number): Promise<TimerOutcome>;
}

export type TimerKind = ShortTimerKind | LongTimerKind;
export type TimerKinds = Readonly<Record<string, TimerKind>>;

export function isShort(kind: TimerKind | undefined): kind is ShortTimerKind {
  return kind !== undefined && 'run' in kind;
}
