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
/** People whose texts warm up each process, so that its code is compiled before the measurement. */
const WARM_UP_EACH = 3 * WARM_UP;
/** On a busy machine, equal speeds differ by this much. */
const NOISE = 0.9;

/** Texts handled by several processes on one database, compared with one. Measured in turns, because a machine's speed changes. */
export const processes: Row = {
  name: 'processes',
  on: ['PostgreSQL'],
  measure: async (database, bench) => {
    const prepared = await database.prepare(enrol);
    const [rounds, people, warmUp] = bench.isQuick ? [2, 150, WARM_UP] : [10, 120, WARM_UP_EACH];
    await using open = new AsyncDisposableStack();
    const parties: Party[] = [];
    for (const count of COUNTS) parties.push(await openParty(prepared, open, { count, warmUp }));
    for (let round = 0; round < rounds; round += 1) {
      // the order changes, so that no process always follows the same one
      const turn = round % parties.length;
      for (const { rates, measure } of [...parties.slice(turn), ...parties.slice(0, turn)])
        rates.push(await measure(people));
    }
    const medians = parties.map(({ rates }) => median(rates));
    return COUNTS.map((count, index) => figureOf(count, { rate: medians[index] ?? 0, medians, index }));
  },
};

interface Party {
  rates: number[];
  /** Lets a number of new people text, and returns the texts handled a second. */
  measure(people: number): Promise<number>;
}

/** Starts processes on a new database and warms them up. */
async function openParty(
  prepared: Prepared,
  open: AsyncDisposableStack,
  { count, warmUp }: { count: number; warmUp: number },
): Promise<Party> {
  const databaseUrl = await prepared.copy();
  const outboxFile = `${open.use(scratchFolder()).path}/sms_outbox.log`;
  const urls: string[] = [];
  while (urls.length < count) {
    const service = await startService({ databaseUrl, outboxFile });
    open.defer(() => service.stop());
    urls.push(service.url);
  }
  const phones = openPhones({ urls, outboxFile });
  open.defer(() => phones.close());
  let first = 0;
  const measure = async (people: number) => {
    const rate = await talk(phones, { people, first, phones: PHONES });
    first += people;
    return rate;
  };
  await measure(warmUp * count);
  return { rates: [], measure };
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
