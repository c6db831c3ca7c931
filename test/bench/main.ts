import { parseArgs } from 'node:util';
import { benchAgainst } from './against/bench-against.ts';
import { answerTime } from './rows/answer-time.ts';
import { bigWatch } from './rows/big-watch.ts';
import { drain } from './rows/drain.ts';
import { textsBesideTimers } from './rows/due-timers.ts';
import { memory } from './rows/memory.ts';
import { processes } from './rows/processes.ts';
import { processorTime } from './rows/processor-time.ts';
import { bookingRequests, readRequests, textsBesideRequests } from './rows/requests.ts';
import { shiftsAvailable } from './rows/shifts-available.ts';
import { start } from './rows/start.ts';
import { textsASecond } from './rows/texts-a-second.ts';
import { type BenchDatabase, openPostgres, openSqlite } from './support/bench-database.ts';
import { recordFigures } from './support/benchmark-file.ts';
import type { Bench, Figure, Row } from './support/figure.ts';
import { describeMachine } from './support/machine.ts';
import { formatTable } from './support/table.ts';

const ROWS: Row[] = [
  textsASecond,
  answerTime,
  drain,
  shiftsAvailable,
  processes,
  processorTime,
  bigWatch,
  memory,
  start,
  readRequests,
  bookingRequests,
  textsBesideRequests,
  textsBesideTimers,
];

/**
 * `npm run bench -- --only texts,drain --on sqlite --quick`; `--write` records the figures for `npm run docs`.
 * `--against <commit> --rounds 3` measures here and at another commit in turns instead.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    on: { type: 'string' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    against: { type: 'string' },
    rounds: { type: 'string', default: '3' },
  },
});
const wanted = values.only?.split(',');
const rows = ROWS.filter(({ name }) => wanted?.includes(name) ?? true);

if (values.against === undefined) await bench();
else {
  process.exitCode = await benchAgainst({
    commit: values.against,
    rows: rows.map(({ name }) => name),
    rounds: Number(values.rounds),
    options: [...(values.on === undefined ? [] : ['--on', values.on]), ...(values.quick ? ['--quick'] : [])],
    say: console.log,
  });
}

async function bench(): Promise<void> {
  const openers = { sqlite: openSqlite, postgresql: openPostgres };
  const databases: BenchDatabase[] = [];
  for (const [name, open] of Object.entries(openers)) {
    if (values.on === undefined || values.on === name) databases.push(await open());
  }

  const figures: Figure[] = [];
  try {
    for (const row of rows) {
      for (const database of databases.filter(({ kind }) => row.on.includes(kind))) {
        const say = (line: string) => console.log(`${row.name}, ${database.kind}: ${line}`);
        const bench: Bench = { isQuick: values.quick, say };
        figures.push(...(await row.measure(database, bench)));
      }
    }
  } finally {
    for (const database of databases) await database.close();
  }
  const machine = describeMachine(databases);
  const measuredOn = new Date().toISOString().slice(0, 10);
  console.log(`\n${formatTable(figures)}\n\nMeasured on ${machine}, ${measuredOn}.`);
  if (values.write) recordFigures(figures.map((figure) => ({ ...figure, measuredOn, machine, isQuick: values.quick })));
}
