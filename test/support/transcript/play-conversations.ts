import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { type DatabaseKind, LARGE_TEST_KINDS, type ScratchDatabase, scratchDatabase } from '../databases.ts';
import { rewindable } from '../rewind-database.ts';
import { playTranscript } from './play-transcript.ts';

const folder = join(import.meta.dirname, '../../conversations');

/** The history of the demo watch alone takes five seconds, and much longer on a busy machine. */
export const LONGEST_MS = 180_000;

/** Plays every file of `test/conversations` as one test. Each begins with a new watch. */
export function playConversations(kind: DatabaseKind): void {
  const isLarge = LARGE_TEST_KINDS.includes(kind);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    // to fill the demo watch takes many times as long as a conversation
    .filter((name) => isLarge || !/^the demo watch/m.test(readFileSync(join(folder, name), 'utf8')));
  describe(`a conversation on ${kind}`, () => {
    let scratch: ScratchDatabase;
    let db: Database;
    let rewind: () => Promise<void>;
    beforeAll(async () => {
      scratch = await scratchDatabase(kind);
      db = connect(scratch.url);
      rewind = await rewindable(db);
    });
    afterAll(async () => {
      await db.destroy();
      await scratch.remove();
    });
    const play = async (name: string) => {
      await rewind();
      await playTranscript(readFileSync(join(folder, name), 'utf8'), { url: scratch.url, db });
    };
    it.each(names)('%s', play, LONGEST_MS);
  });
}
