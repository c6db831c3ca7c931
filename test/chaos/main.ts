import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '#test/support/start-postgres.ts';
import { chaos } from './chaos.ts';

/** `npm run chaos -- --seed 1 --rounds 200`: on SQLite with one process, on PostgreSQL with two. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '200' },
    processes: { type: 'string', default: '2' },
  },
});
const seed = Number(values.seed);
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'watchline-chaos-db-'));
const postgres = await startPostgres();
const runs = [
  { name: 'SQLite', databaseUrl: `sqlite:${join(folder, 'watchline.sqlite3')}`, processes: 1 },
  { name: 'PostgreSQL', databaseUrl: `${postgres.url}/postgres`, processes: Number(values.processes) },
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
    for (const { promise, what } of findings) console.log(`  BROKEN: ${promise}: ${what}`);
    if (findings.length > 0) process.exitCode = 1;
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
