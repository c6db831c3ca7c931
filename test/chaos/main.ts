import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from '#src/db/connect.ts';
import { startPostgres } from '#test/support/start-postgres.ts';
import { chaos } from './chaos.ts';
import type { Finding } from './finding.ts';
import { killTimers } from './kill-timers.ts';

/**
 * `npm run chaos -- --seed 1 --rounds 200 --kills 50`: random texts, faults and kills, on SQLite with one process and on PostgreSQL
 * with two. Then kills of processes while a thousand timers are due.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '200' },
    kills: { type: 'string', default: '50' },
    processes: { type: 'string', default: '2' },
  },
});
const seed = Number(values.seed);
const rounds = Number(values.rounds);
const kills = Number(values.kills);
const TIMERS = 1000;
const folder = mkdtempSync(join(tmpdir(), 'watchline-chaos-db-'));
const postgres = await startPostgres();
const runs = [
  { name: 'SQLite', databaseUrl: `sqlite:${join(folder, 'watchline.sqlite3')}`, processes: 1 },
  { name: 'PostgreSQL', databaseUrl: `${postgres.url}/postgres`, processes: Number(values.processes) },
];
const killRuns = [
  { name: 'SQLite', databaseUrl: `sqlite:${join(folder, 'timers.sqlite3')}`, processes: 1 },
  { name: 'PostgreSQL', databaseUrl: await createDatabase(`${postgres.url}/postgres`, 'timers'), processes: 2 },
];
try {
  for (const { name, ...run } of runs) {
    console.log(
      `${name}, ${run.processes} ${run.processes === 1 ? 'process' : 'processes'}, seed ${seed}, ${rounds} rounds`,
    );
    const { findings, errors, ...counts } = await chaos({
      ...run,
      seed,
      rounds,
      say: (line) => console.log(`  ${line}`),
    });
    console.log('  ', counts);
    for (const [what, times] of Object.entries(errors)) console.log(`  logged ${times} times: ${what}`);
    report(findings);
  }
  for (const { name, ...run } of killRuns) {
    console.log(`${name}, ${kills} kills while ${TIMERS} timers are due, seed ${seed}`);
    const { findings, ...counts } = await killTimers({ ...run, timers: TIMERS, kills, seed });
    console.log('  ', counts);
    report(findings);
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function report(findings: readonly Finding[]): void {
  for (const { promise, what } of findings) console.log(`  BROKEN: ${promise}: ${what}`);
  if (findings.length > 0) process.exitCode = 1;
}

async function createDatabase(url: string, name: string): Promise<string> {
  const db = connect(url);
  await db.raw('create database ??', [name]);
  await db.destroy();
  return url.replace(/[^/]*$/, name);
}
