import type { BenchDatabase } from '../support/bench-database.ts';
import { enrol } from '../support/crowd.ts';
import { EVERYWHERE, type Figure, type Row } from '../support/figure.ts';
import { openPhones, type Phones } from '../support/phones.ts';
import { type Service, startService } from '../support/service.ts';
import { percentile } from '../support/statistics.ts';
import { talk, trickle, WARM_UP } from '../support/talk.ts';

const A_SECOND = 20;
const GOAL = 5;
const GOAL_MS = 60;
const PHONES = 32;
const FLOOR = 'test/bench/floor/bare-answer.ts';

/** Time from a text to its answer at the sender, with texts at random times, compared with an insert, a wake-up and a select. */
export const answerTime: Row = {
  name: 'answer',
  on: EVERYWHERE,
  measure: async (database, bench) => {
    const prepared = await database.prepare(enrol);
    const real = await openParty({ databaseUrl: await prepared.copy() });
    const bare = await openParty({ databaseUrl: await prepared.copy(), file: FLOOR });
    const [rounds, texts] = bench.isQuick ? [2, 100] : [4, 300];
    const times = { figure: [] as number[], floor: [] as number[] };
    for (const { phones } of [real, bare]) await talk(phones, { people: WARM_UP, phones: PHONES });
    for (let round = 0; round < rounds; round += 1) {
      const first = WARM_UP + round * texts;
      times.figure.push(...(await trickle(real.phones, { texts, first, aSecond: A_SECOND })));
      times.floor.push(...(await trickle(bare.phones, { texts, first, aSecond: A_SECOND })));
    }
    await real.close();
    await bare.close();
    return figuresOf(database, times);
  },
};

interface Party {
  service: Service;
  phones: Phones;
  close(): Promise<void>;
}

async function openParty(parts: Parameters<typeof startService>[0]): Promise<Party> {
  const service = await startService(parts);
  const phones = openPhones({ urls: [service.url], outboxFile: service.outboxFile });
  const close = async () => {
    await phones.close();
    await service.stop();
  };
  return { service, phones, close };
}

function figuresOf({ kind }: BenchDatabase, times: { figure: number[]; floor: number[] }): Figure[] {
  return [0.5, 0.99].map((share) => {
    const [figure, floor] = [percentile(times.figure, share), percentile(times.floor, share)];
    const ratio = figure / floor;
    return {
      what: `text in, answer at the sender, ${A_SECOND} a second: p${share * 100}`,
      on: kind,
      figure: `${figure} ms`,
      floor: `${floor} ms`,
      ratio,
      ...(share === 0.99 && { goal: `≤ ${GOAL}, ≤ ${GOAL_MS} ms`, isReached: ratio <= GOAL && figure <= GOAL_MS }),
    };
  });
}
