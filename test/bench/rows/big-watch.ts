import { enrol } from '../support/crowd.ts';
import { EVERYWHERE, type Row } from '../support/figure.ts';
import { fillYear } from '../support/fill-year.ts';
import { openPhones } from '../support/phones.ts';
import { startService } from '../support/service.ts';
import { median } from '../support/statistics.ts';
import { talk } from '../support/talk.ts';

const YEAR = { people: 100_000, texts: 1_000_000 };
const PHONES = 32;
const GOAL = 1.3;

/** The cost of a text in a watch with a year of history, compared with a new watch. */
export const bigWatch: Row = {
  name: 'year',
  on: EVERYWHERE,
  measure: async (database, bench) => {
    const year = bench.isQuick ? { people: 10_000, texts: 100_000 } : YEAR;
    const filled = await database.prepare(async (db) => {
      await enrol(db);
      await fillYear(db, year);
    });
    const big = await openWatch(filled.url);
    const small = await openWatch((await database.prepare(enrol)).url);
    const people = bench.isQuick ? 100 : 300;
    const rounds: { big: number; small: number }[] = [];
    for (let round = 0; round < (bench.isQuick ? 2 : 5); round += 1) {
      const some = { people, first: round * people, phones: PHONES };
      const taken = { big: 1000 / (await talk(big.phones, some)), small: 1000 / (await talk(small.phones, some)) };
      // the first round warms both up
      if (round > 0) rounds.push(taken);
      bench.say(`round ${round}: ${taken.big.toFixed(1)} ms, without ${taken.small.toFixed(1)} ms a text`);
    }
    await big.close();
    await small.close();
    const [figure, floor] = [median(rounds.map((round) => round.big)), median(rounds.map((round) => round.small))];
    const ratio = figure / floor;
    const size = `${year.people.toLocaleString('en')} people, ${year.texts.toLocaleString('en')} texts`;
    return [
      {
        what: `a text in a watch of ${size}, and of none`,
        on: database.kind,
        figure: `${figure.toFixed(1)} ms`,
        floor: `${floor.toFixed(1)} ms`,
        ratio,
        goal: `≤ ${GOAL}`,
        isReached: ratio <= GOAL,
      },
    ];
  },
};

async function openWatch(databaseUrl: string) {
  const service = await startService({ databaseUrl });
  const phones = openPhones({ urls: [service.url], outboxFile: service.outboxFile });
  const close = async () => {
    await phones.close();
    await service.stop();
  };
  return { phones, close };
}
