import type { Figure } from '../support/figure.ts';
import { openPhones } from '../support/phones.ts';
import { percentile } from '../support/statistics.ts';
import { trickle } from '../support/talk.ts';
import { figureOfTurns } from './figure-of-turns.ts';
import { jobFor, read } from './measure-reads.ts';
import type { Stage } from './open-stage.ts';
import { takeTurns } from './take-turns.ts';

const TEXTS_A_SECOND = 20;
const MOST_TIMES_SLOWER = 2;
const UNTIL_STOPPED_MS = 3_600_000;

/** What texts and requests cost each other: lists during texts, and answers to texts while coordinators read rosters. */
export async function measureTextsBeside(stage: Stage): Promise<Figure[]> {
  const phones = openPhones({ urls: [stage.service.url], outboxFile: stage.service.outboxFile });
  // those before have booked
  let person = stage.plan.bookings.length;
  const text = (texts: number) => {
    const first = person;
    person += texts;
    return trickle(phones, { texts, first, aSecond: TEXTS_A_SECOND });
  };
  try {
    await text(stage.scale.texts);
    const lists = stage.kind === 'SQLite' ? await listsDuringTexts(stage, text) : [];
    return [...lists, await answersDuringReads(stage, text)];
  } finally {
    await phones.close();
  }
}

type SendTexts = (texts: number) => Promise<number[]>;

async function listsDuringTexts(stage: Stage, text: SendTexts): Promise<Figure[]> {
  const { kind, plan, scale } = stage;
  const figures: Figure[] = [];
  for (const request of plan.lists) {
    const floor = read(stage, request);
    const figure = {
      ...floor,
      ask: async (round: number) => {
        const texts = text(Math.ceil((TEXTS_A_SECOND * scale.turnMs) / 1000));
        const asked = await floor.ask(round);
        await texts;
        return asked;
      },
    };
    const turns = await takeTurns({ figure, floor }, scale.rounds);
    const what = `GET ${request.path} during ${TEXTS_A_SECOND} texts a second, and without texts`;
    // the processor time includes that of the texts
    const { processor: _, ...shown } = figureOfTurns(kind, { what, ratio: 0.5 }, { ...turns, healthz: [] });
    figures.push(shown);
  }
  return figures;
}

async function answersDuringReads({ kind, plan, scale, service, load, say }: Stage, text: SendTexts): Promise<Figure> {
  const times = { during: [] as number[], alone: [] as number[] };
  for (let round = 0; round < scale.rounds; round += 1) {
    times.alone.push(...(await text(scale.texts)));
    const reading = load.run(jobFor(service, plan.roster, UNTIL_STOPPED_MS));
    times.during.push(...(await text(scale.texts)));
    load.stop();
    const { answers, elapsedMs } = await reading;
    const p99 = percentile(times.during, 0.99);
    say(`${((1000 * answers) / elapsedMs).toFixed(0)} rosters a second, p99 of answers ${p99} ms`);
  }
  const [during, alone] = [percentile(times.during, 0.99), percentile(times.alone, 0.99)];
  return {
    what: `text in, answer at the sender, while 8 connections read a month's roster, and without: p99`,
    on: kind,
    figure: `${during} ms`,
    floor: `${alone} ms`,
    ratio: during / alone,
    goal: `≤ ${MOST_TIMES_SLOWER}`,
    isReached: during / alone <= MOST_TIMES_SLOWER,
  };
}
