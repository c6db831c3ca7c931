import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { createSite, type Site } from '#test/support/process.ts';

/** A balancer tries the other process, and Twilio tries the balancer again. */
const TRIES = 20;
/** Texts come steadily, and slowly enough that a process can start at the same time. */
const PACE_MS = 100;

let scratch: ScratchDatabase;
let db: Database;
let sites: [Site, Site];
beforeAll(async () => {
  scratch = await scratchDatabase('PostgreSQL');
  db = connect(scratch.url);
  const first = await createSite(scratch.url);
  sites = [first, await createSite(scratch.url, { MOCK_OUTBOX_FILE: first.env.MOCK_OUTBOX_FILE ?? '' })];
});
afterAll(async () => {
  for (const site of sites) await site.remove();
  await db.destroy();
  await scratch.remove();
});

/** Sends texts from new numbers, to each process in turn, until it is told to stop. */
function textOn() {
  let isOver = false;
  const phones: string[] = [];
  const running = (async () => {
    while (!isOver) {
      const phone = `+2783${String(phones.length).padStart(7, '0')}`;
      phones.push(phone);
      await deliver(phone, phones.length);
      await wait(PACE_MS);
    }
  })();
  return {
    phones,
    end: async () => {
      isOver = true;
      await running;
    },
  };
}

/** Sends the same id again until a process has taken it. */
async function deliver(phone: string, turn: number): Promise<void> {
  const sid = `SM${randomBytes(16).toString('hex')}`;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const site = sites[(turn + tries) % 2 === 0 ? 0 : 1];
    const status = await site.text(phone, 'hello', sid).then(
      (answer) => answer.status,
      () => undefined,
    );
    if (status === 200) return;
  }
  throw new Error('no process takes texts any more');
}

test('two processes are replaced one after the other: every text is handled once and answered once', async () => {
  const runs = await Promise.all(sites.map((site) => site.start()));
  const texting = textOn();
  const after = (count: number) => expect.poll(() => texting.phones.length, { timeout: 20_000 }).toBeGreaterThan(count);
  await after(5);
  for (const [index, run] of runs.entries()) {
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    const before = texting.phones.length;
    await sites[index]?.start();
    await after(before + 5);
  }
  await texting.end();

  const isAnswered = (phone: string) => sites[0].sentTo(phone).length > 0;
  await expect.poll(() => texting.phones.every(isAnswered), { timeout: 20_000 }).toBe(true);
  expect(texting.phones.filter((phone) => sites[0].sentTo(phone).length !== 1)).toEqual([]);
  const handled: { attempts: number }[] = await db('inbox').whereNotNull('handledAt').select('attempts');
  expect(handled).toEqual(texting.phones.map(() => ({ attempts: 1 })));
}, 120_000);
