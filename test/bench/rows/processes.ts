import { scratchFolder } from '#test/support/scratch-folder.ts';
import type { Prepared } from '../support/bench-database.ts';
import { enrol } from '../support/crowd.ts';
import type { Figure, Row } from '../support/figure.ts';
import { openPhones } from '../support/phones.ts';
import { startService } from '../support/service.ts';
import { median } from '../support/statistics.ts';
import { talk, WARM_UP } from '../support/talk.ts';

const COUNTS = [1, 2, 4];
const PHONES = 64;
/** What a busy machine makes of equal speeds. */
const NOISE = 0.9;

/** Texts handled by several processes on one database, against one. */
export const processes: Row = {
  name: 'processes',
  on: ['PostgreSQL'],
  measure: async (database, bench) => {
    const prepared = await database.prepare(enrol);
    const people = bench.isQuick ? 150 : 400;
    const rates = new Map(COUNTS.map((count) => [count, [] as number[]]));
    for (let round = 0; round < (bench.isQuick ? 1 : 3); round += 1) {
      for (const [count, taken] of rates) taken.push(await rateOf(prepared, count, people));
    }
    const medians = COUNTS.map((count) => median(rates.get(count) ?? []));
    return COUNTS.map((count, index) => figureOf(count, { rate: medians[index] ?? 0, medians, index }));
  },
};

async function rateOf(prepared: Prepared, count: number, people: number): Promise<number> {
  const databaseUrl = await prepared.copy();
  using folder = scratchFolder();
  const outboxFile = `${folder.path}/sms_outbox.log`;
  const services = [];
  for (let started = 0; started < count; started += 1) services.push(await startService({ databaseUrl, outboxFile }));
  const phones = openPhones({ urls: services.map(({ url }) => url), outboxFile });
  // each has its own code to warm up
  const warmUp = WARM_UP * count;
  await talk(phones, { people: warmUp, phones: PHONES });
  const rate = await talk(phones, { people, first: warmUp, phones: PHONES });
  await phones.close();
  await Promise.all(services.map((service) => service.stop()));
  return rate;
}

function figureOf(
  count: number,
  { rate, medians, index }: { rate: number; medians: readonly number[]; index: number },
): Figure {
  const [one = 0] = medians;
  const before = medians[index - 1];
  return {
    what: `texts handled and answered, ${count} ${count === 1 ? 'process' : 'processes'}`,
    on: 'PostgreSQL',
    figure: `${rate.toFixed(0)} a second`,
    floor: `${one.toFixed(0)} a second`,
    ratio: rate / one,
    ...(before !== undefined && { goal: 'never falls', isReached: rate >= before * NOISE }),
  };
}
