import { beforeAll, expect, it } from 'vitest';
import { parseConfig } from '#src/config.ts';
import { STATES } from '#src/conversation/machine/step.ts';
import { type DialogueContext, EMPTY_CONTEXT } from '#src/conversation/machine/vocabulary.ts';
import { DIALOGUE_VERSION } from '#src/conversation/saved-dialogue.ts';
import type { Transaction } from '#src/db/connect.ts';
import { cleanText } from '#src/messaging/inbox/clean-text.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices } from '#src/services.ts';
import {
  answersTo,
  buildNeighbourhood,
  KNOWN,
  PEOPLE,
  type TextInDialogue,
  thenRolledBack,
} from '#test/support/any-dialogue.ts';
import { at } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { fill } from '#test/support/hostile/hostile-texts.ts';

/** The longest text that Twilio delivers. */
const LENGTH = 1600;
const NORMAL = 'two men at the gate of 12 Oak';
const HOSTILE = [
  ...['-', '(', ' ', '?', "'", '\u200d', '\u0301\u0316', '\ufdfa', '😀', '0 '].map((unit) =>
    fill('a', unit, 'a', LENGTH),
  ),
  fill('0829990001 ', '(', '', LENGTH),
  fill('report 2 Abcq ', '(', '', LENGTH),
  fill('book 1 with Sipho 0829990001', ' ', 'x', LENGTH),
];
/** A hostile text is about fifty times as long as the normal one. Both mostly wait for the database. */
const TIMES = 3;
const MORE_MS = 20;
const TRIES = 6;

const now = at('2026-11-28T00:41');

onBothDatabases((database) => {
  beforeAll(() => buildNeighbourhood(database()));

  async function withWatch(work: (cost: (trx: Transaction, said: TextInDialogue) => Promise<number>) => Promise<void>) {
    const env = {
      DATABASE_URL: 'sqlite::memory:',
      JWT_SECRET: 'a secret of this test, 32 letters long',
      LOG_LEVEL: 'silent',
    };
    await using services = await createServices({
      config: parseConfig(env),
      log: silentLog,
      clock: { now: () => now },
    });
    await work(async (trx, said) => {
      const begun = process.threadCpuUsage();
      await answersTo(trx, services.settings, said);
      const { user, system } = process.threadCpuUsage(begun);
      return (user + system) / 1000;
    });
  }

  it('no text of 1,600 characters costs much more than a normal one, in any state', async () => {
    const db = database();
    await withWatch(async (cost) => {
      const costOf = (said: TextInDialogue) => thenRolledBack(db, (trx) => cost(trx, said));
      for (const state of STATES) {
        let normal = Number.POSITIVE_INFINITY;
        for (let tries = 0; tries < TRIES; tries += 1) normal = Math.min(normal, await costOf(saidIn(state, NORMAL)));
        const most = TIMES * normal + MORE_MS;
        for (const body of HOSTILE) {
          let best = Number.POSITIVE_INFINITY;
          for (let tries = 0; tries < TRIES && best > most; tries += 1) {
            best = Math.min(best, await costOf(saidIn(state, cleanText(body))));
          }
          expect(best, `${state}, ${JSON.stringify(body.slice(0, 30))}`).toBeLessThanOrEqual(most);
        }
      }
    });
  }, 120_000);

  it('a page of a case takes time in proportion to the length of the case', async () => {
    const db = database();
    const caseOf = async (trx: Transaction, additions: number) => {
      const row = { reportId: KNOWN.report, kind: 'words', body: 'two men at the gate. '.repeat(76), createdAt: now };
      await trx.batchInsert('report_additions', Array(additions).fill(row), 20);
    };
    await withWatch(async (cost) => {
      const costOf = (additions: number) =>
        thenRolledBack(db, async (trx) => {
          await caseOf(trx, additions);
          return cost(trx, saidIn('member.idle', 'show 142'));
        });
      await costOf(10);
      const [short, long] = [await costOf(10), await costOf(100)];
      expect(long).toBeLessThanOrEqual(12 * short + 100);
    });
  });
});

function saidIn(state: string, body: string): TextInDialogue {
  const [region = ''] = state.split('.');
  const who = region as keyof typeof PEOPLE;
  return {
    body,
    attachments: [],
    address: PEOPLE[who],
    saved: { version: DIALOGUE_VERSION, place: state, context: JSON.stringify(contextIn(state)) },
    touchedAt: before(now, MINUTE),
  };
}

/** The context that each state needs. */
function contextIn(state: string): DialogueContext {
  return {
    ...EMPTY_CONTEXT,
    chosen: state.endsWith('askingBuddy')
      ? { scheduleId: KNOWN.schedule, startsAt: at('2026-11-30T00:00').getTime() }
      : null,
    bookingId: /\.(confirming(Drop|Presence)|droppingOrKeeping)$/.test(state) ? KNOWN.running : null,
    bookingIds: state.endsWith('choosingShift') ? [KNOWN.running, KNOWN.ahead] : [],
    reportId: /\.(adding|cried)$/.test(state) ? KNOWN.report : null,
    caseOpenUntil: now.getTime() + 5 * MINUTE,
    userId: /confirmingRe(?:moval|fusal)$/.test(state) ? KNOWN.pending : null,
  };
}
