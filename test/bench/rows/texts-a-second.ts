import { globSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '#test/support/scratch-folder.ts';
import { effortOf, sortUnits } from '../floor/recording.ts';
import { readUnits } from '../floor/unit.ts';
import type { BenchDatabase, Prepared } from '../support/bench-database.ts';
import { enrol } from '../support/crowd.ts';
import { type Bench, EVERYWHERE, type Figure, type Row } from '../support/figure.ts';
import { openPhones } from '../support/phones.ts';
import { type ServiceParts, startService } from '../support/service.ts';
import { median } from '../support/statistics.ts';
import { talk, WARM_UP } from '../support/talk.ts';

const PHONES = 32;
const GOAL = 0.5;
const FLOOR = 'test/bench/floor/bare-watch.ts';
const RECORDER = join(import.meta.dirname, '../floor/record-statements.ts');

/** Texts handled and answered, compared with the same statements on the bare driver. */
export const textsASecond: Row = {
  name: 'texts',
  on: EVERYWHERE,
  measure: async (database, bench): Promise<Figure[]> => {
    const prepared = await database.prepare(enrol);
    using scratch = scratchFolder();
    const people = { warmUp: WARM_UP, measured: bench.isQuick ? 180 : 500 };
    const recordings = await record(prepared, { scratch: scratch.path, people });
    const effort = effortOf(sortUnits(readUnits(recordings)));
    bench.say(`${effort.statements.toFixed(1)} statements in ${effort.transactions.toFixed(1)} transactions a text`);
    const rounds = await playRounds(prepared, bench, { people, recordings });
    const [figure, floor] = [median(rounds.map((round) => round.figure)), median(rounds.map((round) => round.floor))];
    return [figureOf(database, { figure, floor })];
  },
};

interface People {
  warmUp: number;
  measured: number;
}

async function record(prepared: Prepared, { scratch, people }: { scratch: string; people: People }): Promise<string[]> {
  const recording = join(scratch, 'recording');
  const env = { NODE_OPTIONS: `--import=${RECORDER}`, RECORDING: recording };
  await rateOf({ databaseUrl: await prepared.copy(), env }, people);
  return globSync(`${recording}.*`);
}

async function playRounds(
  prepared: Prepared,
  bench: Bench,
  { people, recordings }: { people: People; recordings: string[] },
): Promise<{ figure: number; floor: number }[]> {
  const rounds = [];
  for (let round = 0; round < (bench.isQuick ? 1 : 3); round += 1) {
    const figure = await rateOf({ databaseUrl: await prepared.copy() }, people);
    const env = { RECORDINGS: recordings.join(',') };
    const floor = await rateOf({ databaseUrl: await prepared.copy(), file: FLOOR, env }, people);
    bench.say(`round ${round + 1}: ${figure.toFixed(0)} a second, floor ${floor.toFixed(0)}`);
    rounds.push({ figure, floor });
  }
  return rounds;
}

async function rateOf(parts: ServiceParts, { warmUp, measured }: People): Promise<number> {
  const service = await startService(parts);
  const phones = openPhones({ urls: [service.url], outboxFile: service.outboxFile });
  await talk(phones, { people: warmUp, phones: PHONES });
  const rate = await talk(phones, { people: measured, first: warmUp, phones: PHONES });
  await phones.close();
  await service.stop();
  return rate;
}

function figureOf({ kind }: BenchDatabase, { figure, floor }: { figure: number; floor: number }): Figure {
  const ratio = figure / floor;
  return {
    what: `texts handled and answered, ${PHONES} phones`,
    on: kind,
    figure: `${figure.toFixed(0)} a second`,
    floor: `${floor.toFixed(0)} a second`,
    ratio,
    goal: `≥ ${GOAL}`,
    isReached: ratio >= GOAL,
  };
}
