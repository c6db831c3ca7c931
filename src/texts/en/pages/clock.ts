import { formatZoned } from '#src/platform/zoned-time.ts';
import type { ClockTexts } from '#src/texts/pages/clock-texts.ts';

export const clockTexts: ClockTexts = {
  title: 'Clock of the service',
  now: ({ instant, zone }) => formatZoned(instant, zone, 'ccc d LLL yyyy HH:mm:ss'),
  moving: ({ time }) =>
    `On its way to ${time}. It stops at each timer, so that its messages are sent at their own time.`,
  busy: 'Moving the clock. It stops at each timer on its way, so a long way takes a while.',
  steps: { 'five-minutes': '+5 min', 'next-timer': 'Next timer', 'friday-night': 'Friday 23:50' },
  nextTimer: ({ what, about, time }) => `Next timer: ${what} (${about}), ${time}.`,
  noTimer: 'No timer is waiting.',
  anyTime: 'Another time',
  move: 'Move',
  refused: {
    unreadable: 'That is not a time. It should look like 2026-11-27T23:45.',
    past: 'The clock goes forward only: what has happened since would lie in the future. For an earlier time, start the service again.',
    tooFar: 'That is more than a year ahead. The clock would stop at every timer until then.',
    noTimer: 'No timer is waiting, so the clock stayed where it was.',
  },
  notMovable: 'This is the real time, and it cannot be moved.',
  howToMove: 'For a clock that you can move, run npm run demo, or start the service with CLOCK_START=2026-11-27T18:00.',
  nextTimers: 'What the service does next by itself',
};
