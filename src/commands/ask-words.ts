import type { Ask } from '#src/asks/ask.ts';

/** Says which ask a message asks about, and what came of it. `localTime` formats an instant. */
export function askWords(ask: Ask, localTime: (instant: Date) => string): string {
  return `asks ${nameOf(ask)}: ${statusWords(ask, localTime)}`;
}

/** Says which ask a text answered. */
export function answerWords(ask: Ask): string {
  return `answers ${nameOf(ask)}: ${ask.answer ?? 'the answer is erased'}`;
}

function nameOf({ kind, ref }: Ask): string {
  return `${kind} ${ref}`;
}

function statusWords({ status, answer, deadlineAt, endedAt }: Ask, localTime: (instant: Date) => string): string {
  const ended = endedAt ? ` ${localTime(endedAt)}` : '';
  switch (status) {
    case 'open':
      return deadlineAt ? `open until ${localTime(deadlineAt)}` : 'open, without a deadline';
    case 'answered':
      return `answered ${answer ? `"${answer}"` : '(erased)'}${ended}`;
    case 'expired':
    case 'superseded':
    case 'withdrawn':
      return `${status}${ended}`;
  }
}
