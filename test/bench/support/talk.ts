import { setTimeout as wait } from 'node:timers/promises';
import { mixOf, phoneOf } from './crowd.ts';
import type { Phones } from './phones.ts';

/** The same id for the same text of the same person, so that its recorded statements are found again. */
export function sidOf(person: number, text: number): string {
  return `SM${String(person).padStart(16, '0')}${String(text).padStart(16, '0')}`;
}

/** People whose texts warm up one process, so that its code is optimized. */
export const WARM_UP = 300;

export interface Talk {
  /** People, each with four texts. */
  people: number;
  /** The first of them. */
  first?: number;
  /** The number of people who text at the same time. */
  phones: number;
}

/** Lets phones text in parallel, each waiting for its answers, until everybody has texted. Returns the texts handled a second. */
export async function talk(phones: Phones, { people, first = 0, phones: width }: Talk): Promise<number> {
  let next = first;
  let texts = 0;
  const from = performance.now();
  const lane = async () => {
    while (next < first + people) {
      const person = next;
      next += 1;
      for (const [index, body] of mixOf(person).entries()) {
        await phones.text(phoneOf(person), body, sidOf(person, index));
        texts += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return texts / ((performance.now() - from) / 1000);
}

/** Starts texts at random times. Returns the milliseconds until each answer. */
export async function trickle(
  phones: Phones,
  { texts, first, aSecond }: { texts: number; first: number; aSecond: number },
): Promise<number[]> {
  const answers: Promise<number>[] = [];
  for (let text = 0; text < texts; text += 1) {
    const person = first + text;
    const body = mixOf(person)[text % 4] ?? '';
    answers.push(phones.text(phoneOf(person), body, sidOf(person, 0)));
    // a Poisson process: the pauses between texts are distributed exponentially
    await wait((-Math.log(1 - Math.random()) * 1000) / aSecond);
  }
  return Promise.all(answers);
}
