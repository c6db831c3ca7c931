import { isMainThread, workerData } from 'node:worker_threads';
import { connect } from '#src/db/connect.ts';
import { type Rounds, writeRounds } from './write-rounds.ts';

/** Writes rounds in a thread, which tells each commit through shared memory, or in a process, which prints them. */
const given: Rounds & { url: string; told?: Int32Array } = isMainThread
  ? JSON.parse(process.argv[2] ?? '')
  : workerData;
const { url, told, ...rounds } = given;
const db = connect(url);
await writeRounds(db, rounds, (round) => {
  if (told) Atomics.store(told, 0, round);
  else process.stdout.write(`${round}\n`);
});
await db.destroy();
