import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillDemoWatch } from '#src/demo/fill-demo-watch.ts';
import { after, HOUR } from '#src/platform/duration.ts';
import { at } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS, onDatabases } from '#test/support/databases.ts';
import { RecordedSession } from '#test/support/recorded-session.ts';
import { rewindable } from '#test/support/rewind-database.ts';
import { playTranscript } from '#test/support/transcript/play-transcript.ts';

const FRIDAY = at('2026-11-27T21:00');
/** A coordinator and a volunteer of the demo watch, and somebody who joins. */
const [NOMVULA, SIPHO, NEWCOMER] = ['+27825550100', '+27825550103', '+27821110042'] as const;

/** The history of the demo watch is played three times. */
const LONG_MS = 240_000;

onDatabases(LARGE_TEST_KINDS, (database, _, url) => {
  let folder = '';
  let rewind: () => Promise<void>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watchline-recorded-'));
    rewind = await rewindable(database());
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'an evening in the demo watch is saved, and passes',
    async () => {
      const parts = { databaseUrl: url(), db: database(), folder, start: FRIDAY };
      const path = await recordEvening();
      const transcript = readFileSync(path, 'utf8');
      expect(transcript).toContain('the demo watch, Fri 27 Nov 2026 21:00');
      expect(transcript).toMatch(/^Nomvula Dlamini is in the demo watch, \+27825550100$/m);
      expect(transcript).toMatch(/^Zanele Cele is nobody yet, \+27821110042$/m);
      expect(transcript).toMatch(/^Nomvula Dlamini < SOS .*Zanele Cele/m);
      await rewind();
      await playTranscript(transcript, { url: url(), db: database() });

      async function recordEvening(): Promise<string> {
        await using session = await RecordedSession.open({ ...parts, prepare: fillDemo });
        const say = async (from: string, body: string) => {
          await session.text(from, body);
          await session.settle();
        };
        await say(NEWCOMER, 'hello');
        await say(NEWCOMER, 'Zanele Cele');
        await say(NEWCOMER, session.services.journal?.given.codes.at(-1) ?? '');
        await say(SIPHO, 'my');
        await say(NEWCOMER, 'shifts');
        await say(NEWCOMER, '1');
        await say(NEWCOMER, 'sipho 082 555 0103');
        await session.moveClock(after(FRIDAY, 2 * HOUR));
        await say(NEWCOMER, 'sos');
        const saved = await session.save('An evening in the demo watch', [NOMVULA, SIPHO, NEWCOMER]);
        if (saved.outcome !== 'saved') throw new Error(saved.reason);
        return saved.path;
      }
    },
    LONG_MS,
  );
});

async function fillDemo({ config, db }: Parameters<typeof fillDemoWatch>[0]): Promise<Date> {
  await fillDemoWatch({ config, ...(db && { db }) }, FRIDAY);
  return FRIDAY;
}
