import { expect } from 'vitest';
import type { Database } from '#src/db/connect.ts';
import { unescapeWords } from '#src/simulator/recording/escape-words.ts';
import { en } from '#src/texts/en.ts';
import type { Texts } from '#src/texts/texts.ts';
import { parseTranscript, type Step } from './parse-transcript.ts';
import { TranscriptWorld } from './transcript-world.ts';

export const MEETING_PLACE = 'Total garage, Main Rd';

/** Another language than that of the transcript. `expectSame` compares a message with the line of the transcript. */
interface SpokenLanguage {
  texts: Texts;
  expectSame: (received: string, written: string, where: string) => void;
}

interface Stage {
  url: string;
  /** Open at `url`. */
  db: Database;
  language?: SpokenLanguage;
}

const ENGLISH: SpokenLanguage = {
  texts: en,
  expectSame: (received, written, where) => expect(received, where).toBe(written),
};

/** Plays a conversation in a new watch and compares every text that anybody in it receives. */
export async function playTranscript(source: string, { url, db, language = ENGLISH }: Stage): Promise<void> {
  await db('schedules').update({ meetingPlace: MEETING_PLACE });
  const world = new TranscriptWorld(url, db, language.texts);
  try {
    await play(world, parseTranscript(source), language);
  } finally {
    await world.end();
  }
}

async function play(world: TranscriptWorld, steps: Step[], language: SpokenLanguage): Promise<void> {
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as Step;
    if (step.kind === 'hears') {
      hear(world, step, language);
      continue;
    }
    expectSilence(world, step.line);
    if (step.kind !== 'says') {
      await prepare(world, step);
      continue;
    }
    const conversations = [await world.receive(step.name, step.text)];
    for (let next = steps[index + 1]; next?.kind === 'says' && next.together; next = steps[index + 1]) {
      conversations.push(await world.receive(next.name, next.text));
      index += 1;
    }
    await world.settle(conversations);
  }
  expectSilence(world, (steps.at(-1)?.line ?? 0) + 1);
}

async function prepare(world: TranscriptWorld, step: Exclude<Step, { kind: 'says' | 'hears' }>): Promise<void> {
  switch (step.kind) {
    case 'clock':
      return world.setClock(step.at);
    case 'clockMoves':
      return world.moveClock(step.at);
    case 'watch':
      return world.begin(step.friday);
    case 'reports':
      return world.report(step);
    case 'person':
      return world.addPerson(step);
    case 'booking':
      return world.addBooking(step);
    case 'writes':
      return world.write(step);
    case 'books':
      return world.book(step);
    case 'moves':
      return world.move(step);
    case 'takesOff':
      return world.takeOff(step);
    case 'channel':
      return world.setChannel(step.name, step.channel);
    case 'address':
      return world.setAddress(step.name, step.address);
    case 'command':
      return world[COMMANDS[step.name]]();
    case 'setting':
      if (step.name === 'nextCase') return world.setNextCase(Number(step.value));
      if (step.name === 'schedules') return world.setOnlySchedule(step.value);
      if (step.name === 'refs') return world.setRefs(step.value.split(' '));
      if (step.name === 'digits') return world.setDigits(step.value.split(' '));
      if (step.name === 'codes') return world.setCodes(step.value.split(' '));
      return world.setSetting(step.name, step.value);
  }
}

const COMMANDS = {
  restart: 'restart',
  workers: 'runWorkers',
  down: 'goDown',
  back: 'comeBack',
  losesFiles: 'loseFiles',
} as const;

function hear(world: TranscriptWorld, step: Extract<Step, { kind: 'hears' }>, { expectSame }: SpokenLanguage): void {
  const { identity } = world.person(step.name);
  const [next, ...later] = world.arrived.get(identity) ?? [];
  if (step.text === '(nothing)') {
    expect(next, `line ${step.line}: ${step.name} should hear nothing`).toBeUndefined();
    return;
  }
  const where = `line ${step.line}, to ${step.name}`;
  if (next === undefined) expect.fail(`${where}: nothing came`);
  expectSame(next, step.text.split('\n').map(unescapeWords).join('\n'), where);
  world.arrived.set(identity, later);
}

/** Fails if somebody received a message that the transcript does not show. */
function expectSilence(world: TranscriptWorld, line: number): void {
  for (const person of world.people.values()) {
    const unread = world.arrived.get(person.identity) ?? [];
    expect(unread, `before line ${line}, unread by ${person.name}`).toEqual([]);
  }
}
