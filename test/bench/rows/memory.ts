import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { enrol } from '../support/crowd.ts';
import type { Row } from '../support/figure.ts';
import { openPhones } from '../support/phones.ts';
import { startService } from '../support/service.ts';
import { median } from '../support/statistics.ts';
import { talk } from '../support/talk.ts';

const GOAL_MB = 300;
/** The difference between two measurements of the same memory. */
const GROWTH_MB = 5;
const COLLECT = new URL('../support/collect-on-signal.ts', import.meta.url).href;
const PHONES = 32;
const REST_MS = 5_000;
const LOOKS = 15;
const LOOK_EVERY_MS = 1_000;
const STEPS = 5;
const TEXTS_EACH = 4;

/** Memory of the resting process after many texts, and the part that cannot be collected after many more. */
export const memory: Row = {
  name: 'memory',
  on: ['SQLite'],
  measure: async (database, bench) => {
    const texts = bench.isQuick ? 4_000 : 100_000;
    const databaseUrl = (await database.prepare(enrol)).url;
    const service = await startService({ databaseUrl, env: { NODE_OPTIONS: `--import=${COLLECT}` } });
    const phones = openPhones({ urls: [service.url], outboxFile: service.outboxFile });
    const atRest: number[] = [];
    const collected: number[] = [];
    const people = texts / TEXTS_EACH / STEPS;
    for (let step = 0; step < STEPS; step += 1) {
      await talk(phones, { people, first: step * people, phones: PHONES });
      atRest.push(await residentAtRest(service.pid));
      bench.say(`${count(((step + 1) * texts) / STEPS)} texts: ${atRest.at(-1)?.toFixed(0)} MB`);
      // in the steps between, the heap grows as in production
      if (step > 0 && step < STEPS - 1) continue;
      process.kill(service.pid, 'SIGUSR2');
      collected.push(await residentAtRest(service.pid));
      bench.say(`${collected.at(-1)?.toFixed(0)} MB when collected`);
    }
    await phones.close();
    await service.stop();
    const most = Math.max(...atRest);
    const [early = 0, late = 0] = [collected[0], collected.at(-1)];
    return [
      {
        what: `memory at rest, the most within ${count(texts)} texts`,
        on: database.kind,
        figure: `${most.toFixed(0)} MB`,
        goal: `≤ ${GOAL_MB} MB`,
        isReached: most <= GOAL_MB,
      },
      {
        what: `what of it can't be collected, after ${count(texts)} texts and after the first ${count(texts / STEPS)}`,
        on: database.kind,
        figure: `${late.toFixed(0)} MB`,
        floor: `${early.toFixed(0)} MB`,
        ratio: late / early,
        goal: 'no growth',
        isReached: late - early <= GROWTH_MB,
      },
    ];
  },
};

function count(texts: number): string {
  return texts.toLocaleString('en');
}

/** The median of many measurements: once a minute a job uses more memory for a second. */
async function residentAtRest(pid: number): Promise<number> {
  await wait(REST_MS);
  const looks: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    looks.push(residentMb(pid));
    await wait(LOOK_EVERY_MS);
  }
  return median(looks);
}

function residentMb(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
