import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { DATABASE_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { createSite, type Site } from '#test/support/process.ts';
import type { Run } from '#test/support/run-file.ts';

const THANDI = '+27821234567';
const SIPHO = '+27831234567';

/** The texts of one phone, in order. `answers` are the answers that it has received so far. */
const JOINING: ((answers: string[]) => string)[] = [
  () => 'hello',
  () => 'Thandi Nkosi',
  (answers) => codeIn(answers.at(-1) ?? ''),
  () => 'SHIFTS',
  () => 'MY',
];

const ERRORS = /"level":[56]0/;

describe.each(DATABASE_KINDS)('the real process on %s', (kind) => {
  let scratch: ScratchDatabase;
  let site: Site;
  let db: Database;
  let run: Run;
  beforeAll(async () => {
    scratch = await scratchDatabase(kind);
    // short, so that the test sees how work that a crash left behind is taken over
    const short = { LEASE_SECONDS: '1', POLL_SECONDS: '0.2', UNKNOWN_ANSWER_SECONDS: '1', SEND_TIMEOUT_SECONDS: '1' };
    site = await createSite(scratch.url, short);
    db = connect(scratch.url);
    run = await site.start();
  });
  // also ends every process that a failed test has left
  afterAll(async () => {
    await db.destroy();
    await site.remove();
    await scratch.remove();
  });

  const answersTo = (phone: string) => site.sentTo(phone).map((line) => line.body);
  const isAnswered = (phone: string, count: number) =>
    expect.poll(() => distinct(answersTo(phone)).length, { timeout: 10_000, interval: 20 }).toBe(count);

  test('a newcomer joins by text and sees shifts', async () => {
    for (const [index, words] of JOINING.entries()) {
      const response = await site.text(THANDI, words(answersTo(THANDI)));
      expect(await response.text()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
      await isAnswered(THANDI, index + 1);
    }
    expect(site.sentTo(THANDI).map((line) => line.type)).toContain('otp');
    expect(answersTo(THANDI)).toHaveLength(JOINING.length);
  });

  test('an answer is there well under a second after its text', async () => {
    const before = answersTo(THANDI).length;
    const times: number[] = [];
    for (const round of [1, 2, 3]) {
      const sentAt = performance.now();
      await site.text(THANDI, 'MENU');
      await expect.poll(() => answersTo(THANDI).length, { timeout: 10_000, interval: 10 }).toBe(before + round);
      times.push(performance.now() - sentAt);
    }
    expect(Math.min(...times)).toBeLessThan(500);
  });

  test('twenty deliveries of one text at the same moment get one answer', async () => {
    const before = answersTo(THANDI).length;
    const sid = `SM${'7'.repeat(32)}`;
    const responses = await Promise.all(Array.from({ length: 20 }, () => site.text(THANDI, 'SHIFTS', sid)));
    expect(responses.map((response) => response.status)).toEqual(Array(20).fill(200));
    // this text is answered after all answers that the twenty deliveries could cause
    await site.text(THANDI, 'MY');
    await expect.poll(() => answersTo(THANDI).length, { timeout: 10_000 }).toBe(before + 2);
    expect(await db('inbox').where({ providerSid: sid })).toHaveLength(1);
  });

  test('kill -9 after an acknowledged text: each is handled exactly once, and answered', async () => {
    expect(run.output()).not.toMatch(ERRORS);
    // the kills fall at different points of the work that follows the 200
    const delays = [0, 8, 20, 45, 90];
    const textsBefore = await countOf('inbox');
    for (const [index, words] of JOINING.entries()) {
      expect((await site.text(SIPHO, words(distinct(answersTo(SIPHO))))).status).toBe(200);
      await wait(delays[index] ?? 0);
      run.child.kill('SIGKILL');
      await run.ended;
      run = await site.start();
      await isAnswered(SIPHO, index + 1);
    }
    expect(await countOf('inbox')).toBe(textsBefore + JOINING.length);
    expect(await db('inbox').whereNull('handledAt')).toEqual([]);

    const rows: { attempts: number }[] = await db('outbox').where({ recipient: SIPHO });
    const sent = answersTo(SIPHO);
    expect(rows).toHaveLength(JOINING.length);
    expect(distinct(sent)).toHaveLength(JOINING.length);
    // only a crash during a send makes a second copy, and the row counts it
    expect(sent.length - rows.length).toBeLessThanOrEqual(rows.filter((row) => row.attempts > 1).length);
    // five starts of a process, on a machine that runs other tests too
  }, 90_000);

  test('it stops in order', () => stops(run));

  async function countOf(table: string): Promise<number> {
    const [row] = await db(table).count('* as count');
    return Number(row?.count);
  }
});

async function stops(run: Run): Promise<void> {
  const before = performance.now();
  run.child.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  expect(performance.now() - before).toBeLessThan(10_000);
  expect(run.output()).not.toMatch(ERRORS);
}

function codeIn(answer: string): string {
  return /\b\d{6}\b/.exec(answer)?.[0] ?? 'there was no code';
}

function distinct(answers: string[]): string[] {
  return [...new Set(answers)];
}
