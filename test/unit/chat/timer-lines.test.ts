import { expect, test } from 'vitest';
import { timerLines } from '#src/chat/timer-lines.ts';

const ZONE = 'Africa/Johannesburg';

test('each timer has a line with its local time, its kind and its subject', () => {
  const next = [
    { kind: 'ask_expiry', subject: 'ask:9', due_at: '2026-11-27T18:00:00.000Z', is_overdue: true },
    { kind: 'reminder_24h', subject: 'booking:17', due_at: '2026-11-27T22:00:00.000Z', is_overdue: false },
  ];
  expect(timerLines({ waiting: 14, held: 0, next }, ZONE).split('\n')).toEqual([
    'Timers that wait: 14. Next are',
    '  Fri 27 Nov 2026 20:00  ask_expiry    ask:9  overdue',
    '  Sat 28 Nov 2026 00:00  reminder_24h  booking:17',
  ]);
});

test('says that none waits, and how many are held', () => {
  expect(timerLines({ waiting: 0, held: 0, next: [] }, ZONE)).toBe('No timer waits.');
  expect(timerLines({ waiting: 0, held: 3, next: [] }, ZONE)).toBe(
    'No timer waits.\nTimers that are held since a restore: 3. Run npm run resume',
  );
});
