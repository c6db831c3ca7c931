import type { TimeInZone } from '#src/texts/facts.ts';

/** The clock of the service, beside the phones. */
export interface ClockTexts {
  title: string;
  /** With seconds. The browser lets it run on. */
  now: (at: TimeInZone) => string;
  moving: (p: { time: string }) => string;
  /** While a move is under way, before anything else can be said. */
  busy: string;
  steps: Record<'five-minutes' | 'next-timer' | 'friday-night', string>;
  /** What the next timer is, in the words of the inspector. */
  nextTimer: (p: { what: string; about: string; time: string }) => string;
  noTimer: string;
  anyTime: string;
  move: string;
  refused: Record<'unreadable' | 'past' | 'tooFar' | 'noTimer', string>;
  /** The clock is the real one. */
  notMovable: string;
  howToMove: string;
  nextTimers: string;
}
