import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { enrol } from '../support/crowd.ts';
import type { Row } from '../support/figure.ts';
import { openPhones } from '../support/phones.ts';
import { startService } from '../support/service.ts';
import { median } from '../support/statistics.ts';
import { talk } from '../support/talk.ts';

const GOAL_MB = 250;
/** More than what a heap swings by itself. */
const GROWTH_MB = 15;
const PHONES = 32;
const REST_MS = 5_000;
const LOOKS = 15;
const LOOK_EVERY_MS = 1_000;
const STEPS = 5;
const TEXTS_EACH = 4;

/** What the process holds when it rests, after many texts and after many more. */
export const memory: Row = {
  name: 'memory',
  on: ['SQLite'],
  measure: async (database, bench) => {
    const texts = bench.isQuick ? 4_000 : 100_000;
    const service = await startService({ databaseUrl: (await database.prepare(enrol)).url });
    const phones = openPhones({ urls: [service.url], outboxFile: service.outboxFile });
    const atRest: number[] = [];
    const people = texts / TEXTS_EACH / STEPS;
    for (let step = 0; step < STEPS; step += 1) {
      await talk(phones, { people, first: step * people, phones: PHONES });
      atRest.push(await residentAtRest(service.pid));
      bench.say(`${(((step + 1) * texts) / STEPS).toLocaleString('en')} texts: ${atRest.at(-1)?.toFixed(0)} MB`);
    }
    await phones.close();
    await service.stop();
    const [early = 0, late = 0] = [atRest[0], atRest.at(-1)];
    return [
      {
        what: `memory at rest, after ${texts.toLocaleString('en')} texts and after the first ${(texts / STEPS).toLocaleString('en')}`,
        on: database.kind,
        figure: `${late.toFixed(0)} MB`,
        floor: `${early.toFixed(0)} MB`,
        ratio: late / early,
        goal: `≤ ${GOAL_MB} MB, no growth`,
        isReached: late <= GOAL_MB && late - early <= GROWTH_MB,
      },
    ];
  },
};

/** In the middle of many looks: what is done once a minute has its own thread for a second. */
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
