import { formatZoned } from '#src/platform/zoned-time.ts';

/** What `POST /timers` answers. */
export interface NextTimers {
  waiting: number;
  held: number;
  next: { kind: string; subject: string; due_at: string; is_overdue: boolean }[];
}

/** One line for each timer, in local time. */
export function timerLines({ waiting, held, next }: NextTimers, zone: string): string {
  const widest = Math.max(...next.map(({ kind }) => kind.length));
  const lines = next.map(({ kind, subject, due_at: dueAt, is_overdue: isOverdue }) => {
    const at = formatZoned(new Date(dueAt), zone, 'ccc d LLL yyyy HH:mm');
    return `  ${at}  ${kind.padEnd(widest)}  ${subject}${isOverdue ? '  overdue' : ''}`;
  });
  const heading = waiting === 0 ? 'No timer waits.' : `Timers that wait: ${waiting}. Next are`;
  const heldLine = held === 0 ? [] : [`Timers that are held since a restore: ${held}. Run npm run resume`];
  return [heading, ...lines, ...heldLine].join('\n');
}
