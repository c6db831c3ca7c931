import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_WORDS } from '#src/conversation/understanding/commands/command-words.ts';
import { connect, type Database } from '#src/db/connect.ts';
import { unescapeWords } from '#src/simulator/recording/escape-words.ts';
import { en } from '#src/texts/en.ts';
import type { Texts } from '#src/texts/texts.ts';
import { type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { isMaskOf, maskTexts, unmaskedWords } from '#test/support/languages/masked-texts.ts';
import { namesNotFound } from '#test/support/languages/names-not-found.ts';
import { rewindable } from '#test/support/rewind-database.ts';
import { parseTranscript } from '#test/support/transcript/parse-transcript.ts';
import { LONGEST_MS } from '#test/support/transcript/play-conversations.ts';
import { MEETING_PLACE, playTranscript } from '#test/support/transcript/play-transcript.ts';
import { FULL_NAMES } from '#test/support/transcript/transcript-world.ts';

const transcripts = readdirSync(import.meta.dirname).filter((name) => /^\d.*\.md$/.test(name));

/** The words differ in length and number from the English ones, so that this compiles only if the interface names no words. */
const AFRIKAANS: Texts = {
  ...en,
  goodbye: () => 'Plesier. Bly veilig.',
  severityNames: () => ['alles rustig', 'verdag', 'VOORVAL'],
  mediaNames: () => ({ photo: 'foto', video: 'video', voice: 'stemboodskap', place: 'ligging' }),
  nextDays: ({ days }) => `in die volgende ${days} dae`,
  askDrop: ({ ref }) => `Gee ${ref} op? Antwoord Y of N.`,
};

// the words do not depend on the database, so one is enough
describe('in another language', () => {
  let scratch: ScratchDatabase;
  let db: Database;
  let rewind: () => Promise<void>;
  beforeAll(async () => {
    scratch = await scratchDatabase('SQLite');
    db = connect(scratch.url);
    rewind = await rewindable(db);
  });
  afterAll(async () => {
    await db.destroy();
    await scratch.remove();
  });

  const everyWord = '%s: every word but names and quoted words comes from the texts';
  // `.ci/run` takes turns: each commit plays half of them
  const half = { SQLite: 0, PostgreSQL: 1 }[process.env.LARGE_TESTS_ON ?? ''];
  it.each(transcripts.filter((_, index) => half === undefined || index % 2 === half))(
    everyWord,
    async (name) => {
      const source = readFileSync(join(import.meta.dirname, name), 'utf8');
      const known = knownWords(source);
      await rewind();
      const notFound: string[] = [];
      const texts = maskTexts((text, facts, message) => {
        for (const person of namesNotFound(text, facts, message)) notFound.push(`${person} in ${text}: ${message}`);
      });
      const foreign: { words: string[]; where: string }[] = [];
      await playTranscript(source, { url: scratch.url, db, language: { texts, expectSame } });
      const inDemo = /^the demo watch,/m.test(source) ? await wordsOfDemo(db) : new Set<string>();
      for (const { words, where } of foreign) {
        const others = words.filter((word) => !inDemo.has(word.toLowerCase()));
        expect(others, `${where} has words that do not come from the texts`).toEqual([]);
      }
      expect(notFound, 'erasure does not know what stands around these names: see own-words.ts').toEqual([]);

      function expectSame(received: string, written: string, where: string): void {
        expect(isMaskOf(received, written), `${where}: "${received}" is not "${written}"`).toBe(true);
        const words = unmaskedWords(withoutCutWord(withoutSegments(received))).filter(
          (word) => !isInitial(word) && !isProof(word) && !known.has(word.toLowerCase()),
        );
        if (words.length > 0) foreign.push({ words, where: `${where}: "${received}"` });
      }
    },
    LONGEST_MS,
  );

  it('a conversation goes on in it', async () => {
    await rewind();
    const source = `clock: Fri 27 Nov 2026 19:05
Thandi is a volunteer, +27821234567
Thandi has booked Sat 28 Nov 00:00-02:00, K7
Thandi > drop k7
Thandi < Gee K7 op? Antwoord Y of N.
Thandi > n
Thandi < OK, you keep it: Sat 28 Nov 00:00-02:00 (Fri night), K7.
Thandi > thanks
Thandi < Plesier. Bly veilig.`;
    const expectSame = (received: string, written: string, where: string) => expect(received, where).toBe(written);
    await playTranscript(source, { url: scratch.url, db, language: { texts: AFRIKAANS, expectSame } });
  });
});

/** Names, places, commands, and whatever somebody in this transcript texts. */
function knownWords(source: string): ReadonlySet<string> {
  const said = parseTranscript(source).flatMap((step) => {
    if (step.kind === 'says' || step.kind === 'writes') return [unescapeWords(step.text)];
    if (step.kind === 'person') return [step.name, FULL_NAMES[step.name] ?? '', step.ref ?? ''];
    if (step.kind === 'booking') return [step.buddy, step.ref];
    return step.kind === 'setting' ? [step.value] : [];
  });
  // isiZulu and isiXhosa write "uJabu"
  const prefixed = said.flatMap((text) =>
    [...text.matchAll(/\b\p{Ll}{1,4}(\p{Lu}\p{Ll}+)/gu)].map(([, name = '']) => name),
  );
  const words = unmaskedWords(
    ['Night Owls', MEETING_PLACE, ...Object.keys(COMMAND_WORDS), ...said, ...prefixed].join(' '),
  );
  return new Set(words.map((word) => word.toLowerCase()));
}

/** Whatever people in the demo watch are called and texted before the transcript begins, with their shifts. */
async function wordsOfDemo(db: Database): Promise<ReadonlySet<string>> {
  const columns = [
    ...(await db('users').whereNotNull('name').pluck('name')),
    ...(await db('refs').pluck('ref')),
    ...(await db('inbox').pluck('body')),
    ...(await db('schedules').whereNotNull('meeting_place').pluck('meeting_place')),
  ];
  return new Set(unmaskedWords(columns.join(' ')).map((word) => word.toLowerCase()));
}

/** The remark of the player about a message of many segments. */
function withoutSegments(message: string): string {
  return message.replace(/\n\(that was \d+ segments\)$/, '');
}

/** The surname in "Sipho M". */
function isInitial(word: string): boolean {
  return /^\p{Lu}$/u.test(word);
}

/** The yes with two digits: they are new each time. */
function isProof(word: string): boolean {
  return /^Y\d{2}$/.test(word);
}

/** The last word of a quotation that was cut to fit is often only a part of a word. */
function withoutCutWord(message: string): string {
  return message.replace(/\S+(?=\.\.\.)/g, '');
}
