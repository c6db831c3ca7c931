import { slowness } from '#test/support/budgets/slowness.ts';

/** No reader may take longer for a text of up to 4,000 characters. */
const MOST_MS = 5;
/** Short texts find a pattern of exponential time before it can hang the test. */
const LENGTHS = [25, 50, 75, 100, 200, 1600, 4000];
/** Linear: four times the length may take four times as long. */
const LONGER = { times: 4, length: 16_000 };
const SLOWEST = 10;
const TRIES = 16;
/** A busy machine does not make a measurement that many times too slow. */
const SURELY_TOO_SLOW = 20;

export interface Slow {
  text: string;
  length: number;
  ms: number;
}

export interface Reading {
  textsOf: (length: number) => readonly string[];
  read: (text: string) => unknown;
  /** Runs before a text is measured again, and is not measured. */
  prepare?: () => unknown;
  mostMs?: number;
}

/**
 * The first text that takes too long. All lengths up to 4,000 characters get the same time; of the slowest texts a longer
 * one is tried, with four times as much. What seems too slow is measured again, several times and as processor time of this
 * thread: other processes, the compiler and the garbage collector must not fail a test.
 */
export function findTooSlow(reading: Reading): Slow | undefined {
  const { textsOf, mostMs = MOST_MS } = reading;
  let times: number[] = [];
  for (const length of LENGTHS) {
    times = [];
    for (const text of textsOf(length)) {
      const ms = bestTime(reading, text, mostMs);
      if (ms > mostMs) return { text: excerptOf(text), length, ms };
      times.push(ms);
    }
  }
  const slowest = [...times.keys()].sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0)).slice(0, SLOWEST);
  const { length, times: factor } = LONGER;
  const longer = textsOf(length);
  for (const text of slowest.flatMap((index) => longer[index] ?? [])) {
    const ms = bestTime(reading, text, mostMs * factor);
    if (ms > mostMs * factor) return { text: excerptOf(text), length, ms };
  }
  return undefined;
}

function bestTime(reading: Reading, text: string, enough: number): number {
  let best = wallTimeOf(reading, text);
  for (let tries = 0; tries < TRIES && best > enough; tries += 1) {
    reading.prepare?.();
    best = Math.min(best, processorTimeOf(reading, text));
    if (best > enough * SURELY_TOO_SLOW) break;
  }
  // a host that is busy makes processor time longer, too
  return best > enough ? best / slowness() : best;
}

function wallTimeOf({ read }: Reading, text: string): number {
  const begun = performance.now();
  read(text);
  return performance.now() - begun;
}

function processorTimeOf({ read }: Reading, text: string): number {
  const begun = process.threadCpuUsage();
  read(text);
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1000;
}

function excerptOf(text: string): string {
  return text.length > 50 ? `${text.slice(0, 30)}…${text.slice(-15)}` : text;
}
