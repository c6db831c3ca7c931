import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '#src/config.ts';
import { FIRST_DIALOGUE, STATES } from '#src/conversation/machine/step.ts';
import { EMPTY_CONTEXT } from '#src/conversation/machine/vocabulary.ts';
import {
  DIALOGUE_VERSION,
  restoreDialogue,
  type SavedDialogue,
  saveDialogue,
} from '#src/conversation/saved-dialogue.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices } from '#src/services.ts';
import { answersTo, buildNeighbourhood, PEOPLE, type PersonKind, thenRolledBack } from '#test/support/any-dialogue.ts';
import { at } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

interface Fixture {
  name: string;
  who: PersonKind;
  saved: { version: number; place: string; context: object };
  text: string;
  answer: string;
}

/** Keys that earlier versions did not save, and ignore. */
const NEW_KEYS = new Set(['offered', 'proof', 'wrongProofs']);

const NOW = at('2026-11-28T00:41');
const VERSIONS = Array.from({ length: DIALOGUE_VERSION }, (_, index) => index + 1);
const fixtures = VERSIONS.flatMap(fixturesOf);
const newest = fixtures.filter(({ saved }) => saved.version === DIALOGUE_VERSION);

/** Dialogues that cannot be continued, and what we say about them. */
const UNREADABLE: [string, PersonKind, SavedDialogue, string | undefined][] = [
  [
    'a version that is newer than this service',
    'member',
    written('member.askingBuddy', { version: 99 }),
    'nothing is booked',
  ],
  ['a version that never was', 'member', written('member.confirmingDrop', { version: -1 }), 'you keep your shift'],
  ['a state that is gone', 'member', written('member.choosingColour'), undefined],
  ['half a state', 'member', written('askingSeverity'), 'your report is not filed'],
  ['no context', 'member', written('member.placingMedia', { context: null }), 'what you sent was not added to a case'],
  [
    'a context that is no JSON',
    'member',
    written('member.choosingShift', { context: '{"list":' }),
    'please text IN or OUT again',
  ],
  [
    'a context of another shape',
    'coordinator',
    written('member.confirmingRemoval', { context: '{"userId":"3"}' }),
    'nobody is removed',
  ],
  [
    'a context that is a list',
    'member',
    written('member.confirmingPresence', { context: '[]' }),
    'please text IN again if you were there',
  ],
  ['a stranger with an unknown version', 'stranger', written('stranger.provingNumber', { version: 99 }), undefined],
];

describe('a saved dialogue', () => {
  it('has a fixture for each state, as this version writes it', () => {
    expect(newest.map(({ saved }) => saved.place).sort()).toEqual([...STATES].sort());
  });

  it("has the keys of the machine's context: other keys need another version", () => {
    for (const { name, saved } of newest) {
      const keys = Object.keys(saved.context).filter((key) => !NEW_KEYS.has(key));
      expect(keys, name).toEqual(Object.keys(EMPTY_CONTEXT));
    }
  });

  it.each(newest)('$name is restored as it was, and saved the same again', ({ saved }) => {
    const restored = restoreDialogue(asStored(saved));
    expect(restored).toEqual({ dialogue: { state: saved.place, context: saved.context }, lost: undefined });
    expect(saveDialogue(restored.dialogue)).toEqual(asStored(saved));
  });

  it('that is empty begins in the first state', () => {
    expect(restoreDialogue({ version: null, place: null, context: null })).toEqual({
      dialogue: FIRST_DIALOGUE,
      lost: undefined,
    });
  });

  it('with any garbage never throws', () => {
    const garbage = fc.record({
      version: fc.option(fc.oneof(fc.integer(), fc.constant(DIALOGUE_VERSION))),
      place: fc.option(fc.oneof(fc.string(), fc.constantFrom(...STATES, '__proto__', 'member.constructor', 'member.'))),
      context: fc.option(fc.oneof(fc.string(), fc.json())),
    });
    fc.assert(fc.property(garbage, (saved) => STATES.has(restoreDialogue(saved).dialogue.state)));
  });
});

onBothDatabases((database) => {
  beforeAll(() => buildNeighbourhood(database()));

  it.each(fixtures)('$name continues with the next text', async ({ who, saved, text, answer }) => {
    const [first, ...others] = await answers(who, asStored(saved), text);
    expect(others).toEqual([]);
    expect(first).toContain(answer);
  });

  it.each(UNREADABLE)('%s: the next text is answered, and says what was dropped', async (_, who, saved, dropped) => {
    const said = (await answers(who, saved, 'my')).join('\n');
    const apology = dropped && `We updated our system since your last text, so ${dropped}. Please start again.`;
    const itself = who === 'stranger' ? 'Welcome to' : ' shifts';
    expect(said).toContain(itself);
    if (apology) expect(said).toContain(apology);
    else expect(said).not.toContain('We updated our system');
  });

  async function answers(who: PersonKind, saved: SavedDialogue, body: string): Promise<string[]> {
    const env = {
      DATABASE_URL: 'sqlite::memory:',
      JWT_SECRET: 'a secret of this test, 32 letters long',
      LOG_LEVEL: 'silent',
    };
    await using services = await createServices({
      config: parseConfig(env),
      log: silentLog,
      clock: { now: () => NOW },
    });
    const said = { address: PEOPLE[who], body, attachments: [], saved, touchedAt: before(NOW, MINUTE) };
    const queued = await thenRolledBack(database(), (trx) => answersTo(trx, services.settings, said));
    return queued.filter(({ recipient }) => recipient === PEOPLE[who]).map(({ payload }) => payload);
  }
});

function fixturesOf(version: number): Fixture[] {
  const folder = join(import.meta.dirname, `v${version}`);
  return readdirSync(folder).map((file) => ({
    name: `v${version}/${file}`,
    ...JSON.parse(readFileSync(join(folder, file), 'utf8')),
  }));
}

function asStored({ version, place, context }: Fixture['saved']): SavedDialogue {
  return { version, place, context: JSON.stringify(context) };
}

function written(place: string, otherwise: Partial<SavedDialogue> = {}): SavedDialogue {
  return { version: DIALOGUE_VERSION, place, context: JSON.stringify(EMPTY_CONTEXT), ...otherwise };
}
