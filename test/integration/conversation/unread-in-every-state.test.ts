import { expect, it } from 'vitest';
import { parseConfig } from '#src/config.ts';
import { STATES } from '#src/conversation/machine/step.ts';
import { type DialogueContext, EMPTY_CONTEXT } from '#src/conversation/machine/vocabulary.ts';
import { DIALOGUE_VERSION } from '#src/conversation/saved-dialogue.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices } from '#src/services.ts';
import {
  answersTo,
  buildNeighbourhood,
  KNOWN,
  PEOPLE,
  type PersonKind,
  thenRolledBack,
} from '#test/support/any-dialogue.ts';
import { at } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const NOW = at('2026-11-28T00:41');
const MOST_MISSES = 6;

/** The states in which a text may be unreadable. A stranger's first text is greeted, and an open case takes any text. */
const PLACES = [...STATES].filter((state) => state !== 'stranger.greeting' && !/\.(?:cried|adding)$/.test(state));

onBothDatabases((database) => {
  it('in every state, an unreadable text is answered with SOS and the emergency number, and forwarded', async () => {
    const db = database();
    await buildNeighbourhood(db);
    const env = { DATABASE_URL: 'sqlite::memory:', JWT_SECRET: 'a secret of this test, 32 letters long' };
    await using services = await createServices({
      config: parseConfig({ ...env, LOG_LEVEL: 'silent' }),
      log: silentLog,
      clock: { now: () => NOW },
    });
    const chosen = { scheduleId: KNOWN.schedule, startsAt: at('2026-11-29T00:00').getTime() };
    const answer = (state: string, misses: number, body: string) => {
      const context: DialogueContext = { ...EMPTY_CONTEXT, chosen, misses };
      const saved = { version: DIALOGUE_VERSION, place: state, context: JSON.stringify(context) };
      const address = PEOPLE[state.split('.')[0] as PersonKind];
      const said = { address, body, attachments: [], saved, touchedAt: NOW };
      return thenRolledBack(db, (trx) => answersTo(trx, services.settings, said));
    };
    for (const state of PLACES) {
      for (let misses = 0; misses < MOST_MISSES; misses += 1) {
        const queued = await answer(state, misses, 'qwxz = blorf 7?');
        const [told, answers] = [true, false].map((isTold) =>
          queued.filter(({ recipient }) => (recipient === PEOPLE.coordinator) === isTold).map(({ payload }) => payload),
        );
        const place = `${state}, ${misses} misses`;
        expect(answers?.join('\n'), place).toContain('SOS');
        expect(answers?.join('\n'), place).toContain('112 (free) or 10111');
        expect(told, place).toEqual([expect.stringContaining('"qwxz = blorf 7?"')]);
      }
    }
  }, 60_000);

  it('in every state, danger raises an alarm to every coordinator, and REPORT reaches them', async () => {
    const db = database();
    const env = { DATABASE_URL: 'sqlite::memory:', JWT_SECRET: 'a secret of this test, 32 letters long' };
    await using services = await createServices({
      config: parseConfig({ ...env, LOG_LEVEL: 'silent' }),
      log: silentLog,
      clock: { now: () => NOW },
    });
    const toCoordinator = async (state: string, body: string) => {
      const isOpen = /\.(?:cried|adding)$/.test(state);
      const open = isOpen ? { reportId: KNOWN.report, caseOpenUntil: NOW.getTime() + 60_000 } : {};
      const context: DialogueContext = { ...EMPTY_CONTEXT, ...open };
      const saved = { version: DIALOGUE_VERSION, place: state, context: JSON.stringify(context) };
      const said = { address: PEOPLE[state.split('.')[0] as PersonKind], body, attachments: [], saved, touchedAt: NOW };
      const queued = await thenRolledBack(db, (trx) => answersTo(trx, services.settings, said));
      return queued.filter(({ recipient }) => recipient === PEOPLE.coordinator);
    };
    for (const state of STATES) {
      for (const body of ['we are being attacked', 'hulle breek in', 'report 2 two men at the gate']) {
        const told = await toCoordinator(state, body);
        expect(told, `${state}: ${body}`).toEqual([expect.objectContaining({ messageType: 'alarm' })]);
        expect(told[0]?.payload, `${state}: ${body}`).toContain(body.replace('report 2 ', ''));
      }
    }
  }, 60_000);
});
