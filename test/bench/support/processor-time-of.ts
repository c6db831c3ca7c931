import { readdirSync, readFileSync } from 'node:fs';

const NANOSECONDS = 1_000_000;

/** The processor time of all threads of a process so far, in milliseconds. Only Linux tells it: elsewhere it is NaN. */
export function processorTimeOf(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  try {
    return readdirSync(tasks).reduce((sum, task) => sum + nanosecondsOf(`${tasks}/${task}/schedstat`), 0) / NANOSECONDS;
  } catch {
    return Number.NaN;
  }
}

function nanosecondsOf(file: string): number {
  return Number(readFileSync(file, 'utf8').split(' ')[0]);
}
