import type { Intent } from '#src/conversation/understanding/learned/meanings.ts';

/** What an intent does, and so what a mistake costs. */
export type Cost =
  /** It only shows something. */
  | 'shows'
  /** It changes something that can be undone. */
  | 'changes'
  /** It gives something up. We ask before we do it, whatever the confidence. */
  | 'givesUp'
  /** It ends in an erasure, if the person says yes to our question. */
  | 'erases'
  /** It tells the coordinators something, in a case. */
  | 'tells'
  /** A person gets the words. */
  | 'passedOn'
  | 'danger';

const COSTS: Readonly<Record<Intent, Cost>> = {
  shifts: 'shows',
  my: 'shows',
  who: 'shows',
  menu: 'shows',
  language: 'shows',
  test: 'shows',
  thanks: 'shows',
  join: 'shows',
  start: 'shows',
  book: 'changes',
  in: 'changes',
  out: 'changes',
  buddy: 'changes',
  name: 'changes',
  drop: 'givesUp',
  stop: 'givesUp',
  forget: 'erases',
  report: 'tells',
  quiet: 'tells',
  late: 'passedOn',
  person: 'passedOn',
  followup: 'passedOn',
  away: 'passedOn',
  number: 'passedOn',
  leave: 'shows',
  wrong: 'passedOn',
  danger: 'danger',
};

export function costOf(intent: Intent): Cost {
  return COSTS[intent];
}

/** From which probability on an intent is acted on, and from which on we ask whether it is meant. */
interface Thresholds {
  act: number;
  /** Below `act`: we say what we understood, and ask. */
  ask: number;
}

/** Below `ask`, the two likeliest are offered. */
const THRESHOLDS: Readonly<Record<Cost, Thresholds>> = {
  shows: { act: 0.45, ask: 0.45 },
  changes: { act: 0.8, ask: 0.4 },
  // acting is a question here
  givesUp: { act: 0.4, ask: 0.4 },
  // they have to prove it
  erases: { act: 0.7, ask: 0.7 },
  tells: { act: 0.5, ask: 0.5 },
  passedOn: { act: 0.42, ask: 0.42 },
  danger: { act: 0.5, ask: 0.5 },
};

/** Below this, the likeliest intent is not even worth a question. A person gets the words. */
export const OFFERED_FROM = 0.3;
/** From here on, a text that is read as harmless can wait for the morning. */
export const HARMLESS_FROM = 0.9;
/** A harmless text has less danger than this. */
export const DANGER_BELOW = 0.02;

/** Nobody needs to be asked whether they say thanks or send us an advertisement. */
const NEVER_OFFERED: ReadonlySet<Intent> = new Set<Intent>([
  'thanks',
  'wrong',
  'test',
  'start',
  'join',
  'danger',
  'forget',
]);

export function isOffered(intent: Intent): boolean {
  return !NEVER_OFFERED.has(intent);
}

export function thresholdsOf(intent: Intent): Thresholds {
  return THRESHOLDS[COSTS[intent]];
}
