import { expect, it } from 'vitest';
import { Ask } from '#src/asks/ask.ts';
import { answerWords, askWords } from '#src/commands/ask-words.ts';

const DEADLINE = new Date('2026-11-27T18:00:00Z');
const ENDED = new Date('2026-11-27T17:00:00Z');
const utc = (instant: Date) => instant.toISOString().slice(11, 16);

it.each([
  [{ status: 'open', deadlineAt: DEADLINE }, 'open until 18:00'],
  [{ status: 'open' }, 'open, without a deadline'],
  [{ status: 'answered', answer: 'yes' }, 'answered "yes" 17:00'],
  [{ status: 'answered' }, 'answered (erased) 17:00'],
  [{ status: 'expired' }, 'expired 17:00'],
  [{ status: 'superseded' }, 'superseded 17:00'],
  [{ status: 'withdrawn' }, 'withdrawn 17:00'],
])('an ask that is %j is shown as %s', (given, words) => {
  const columns = { answer: null, deadlineAt: null, endedAt: given.status === 'open' ? null : ENDED };
  const ask = Ask.fromDatabaseJson({ kind: 'buddy_invitation', ref: 'K7', ...columns, ...given });
  expect(askWords(ask, utc)).toBe(`asks buddy_invitation K7: ${words}`);
});

it('a text that answered names the ask and the answer', () => {
  const ask = (answer: string | null) => Ask.fromDatabaseJson({ kind: 'presence', ref: 'K7', answer });
  expect(answerWords(ask('no'))).toBe('answers presence K7: no');
  expect(answerWords(ask(null))).toBe('answers presence K7: the answer is erased');
});
