import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseConfig } from '#src/config.ts';
import type { Attachment } from '#src/conversation/events.ts';
import { STATES } from '#src/conversation/machine/step.ts';
import type { DialogueContext } from '#src/conversation/machine/vocabulary.ts';
import { DIALOGUE_VERSION } from '#src/conversation/saved-dialogue.ts';
import { COMMAND_WORDS } from '#src/conversation/understanding/commands/command-words.ts';
import { readOptOut } from '#src/conversation/understanding/opt-out/opt-out-words.ts';
import { readTransport } from '#src/conversation/understanding/transport/read-transport.ts';
import { cleanText } from '#src/messaging/inbox/clean-text.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices } from '#src/services.ts';
import { addressOn, channelOf, identityOf } from '#src/volunteers/numbers/address.ts';
import {
  type Answer,
  answersTo,
  buildNeighbourhood,
  KNOWN,
  PEOPLE,
  type PersonKind,
  type TextInDialogue,
  thenRolledBack,
} from '#test/support/any-dialogue.ts';
import { at } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

/** How many runs. The answers are the same on PostgreSQL, but it may refuse values that SQLite stores. */
const RUNS = { SQLite: 1000, PostgreSQL: 150 };
const MOST_CHARACTERS = 1600;

const MOMENTS = [at('2026-11-28T00:41'), at('2026-11-27T12:00'), at('2026-11-28T09:00')];

onBothDatabases((database, kind) => {
  it('any text in any state gets an answer of at most two segments, and never throws', async () => {
    const db = database();
    await buildNeighbourhood(db);
    let now = at('2026-11-28T00:41');
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
    const property = fc.asyncProperty(texts, places, fc.constantFrom(...MOMENTS), async (text, place, moment) => {
      now = moment;
      const said = saidBy(place, text, moment);
      const queued = await thenRolledBack(db, (trx) => answersTo(trx, services.settings, said));
      for (const message of queued) expect(tooLong(message), message.payload).toBe(false);
      const { words, automatic } = readTransport(said.body);
      const isStop = readOptOut(words, channelOf(said.address)) === 'stop';
      const isSilent = (isStop || automatic !== undefined) && said.attachments.length === 0;
      const answers = queued.filter(({ recipient }) => recipient === said.address);
      if (!isSilent) expect(answers.length).toBeGreaterThan(0);
      for (const { payload } of answers) expect(payload.trim()).not.toBe('');
      // an answer that had to be cut would lose its last words, which say what to reply
      if (!said.body.includes('..')) for (const { payload } of answers) expect(payload).not.toMatch(/\.\.\.$/);
    });
    await fc.assert(property, { numRuns: RUNS[kind] });
  }, 60_000);
});

function tooLong({ recipient, payload }: Answer): boolean {
  return channelOf(recipient) === 'sms' ? measure(payload).segments > 2 : payload.length > MOST_CHARACTERS;
}

interface Standing {
  state: string;
  who: PersonKind;
  channel: 'sms' | 'whatsapp';
  context: DialogueContext;
  minutesAgo: number | undefined;
}

function saidBy(place: Standing, text: { body: string; attachments: Attachment[] }, moment: Date): TextInDialogue {
  const { state, who, channel, context, minutesAgo } = place;
  return {
    ...text,
    address: addressOn(channel, identityOf(PEOPLE[who])),
    saved: { version: DIALOGUE_VERSION, place: state, context: JSON.stringify(context) },
    touchedAt: minutesAgo === undefined ? null : before(moment, minutesAgo * MINUTE),
  };
}

const ourWords = fc.constantFrom(
  ...Object.keys(COMMAND_WORDS).map((word) => word.toLowerCase()),
  ...['sos', 'help', 'stop', 'start', 'yes', 'cancel', 'y', 'n', 'none', 'thanks', 'ok', '?', '👍', '😀', 'with', 'hi'],
  ...[
    'k7',
    'p4',
    'n3',
    't9',
    '142',
    '999',
    '0',
    '1',
    '2',
    '3',
    '7',
    '482913',
    'sat',
    'sun',
    'tonight',
    '28 nov',
    '02:00',
  ],
  ...[
    '082 123 4567',
    '083 200 1001',
    '12345',
    'Thandi Nkosi',
    'sipho',
    'Zoë',
    'two men at the gate',
    'they have guns',
    'report two men',
    'Liked “SOS”',
    'no emergency',
    'my name is',
    '\n',
  ],
);
const bodies = fc.oneof(
  { weight: 5, arbitrary: fc.array(ourWords, { maxLength: 7 }).map((words) => words.join(' ')) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 300, maxLength: 1600, size: 'max' }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(ourWords, fc.constantFrom('a', 'ë', '😀', 'no ', '1'))
      .map(([word, letter]) => `${word} ${letter.repeat(MOST_CHARACTERS)}`),
  },
);
const url = 'https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM0/Media/ME0';
const attachment: fc.Arbitrary<Attachment> = fc.constantFrom<Attachment>(
  { kind: 'photo', url, contentType: 'image/jpeg' },
  { kind: 'voice', url, contentType: 'audio/ogg' },
  { kind: 'place', latitude: -33.93412, longitude: 18.46377 },
);
const texts = fc.record({
  body: bodies.map((body) => cleanText(body.slice(0, MOST_CHARACTERS))),
  attachments: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Attachment[]>([]) },
    { weight: 1, arbitrary: fc.array(attachment, { maxLength: 10 }) },
  ),
});

const shift = fc
  .constantFrom('2026-11-28T00:00', '2026-11-28T02:00', '2026-11-29T00:00', '2026-11-29T02:00', '2026-11-30T00:00')
  .map((start) => ({ scheduleId: KNOWN.schedule, startsAt: at(start).getTime() }));
const shownAt = fc.constantFrom(...MOMENTS.map((moment) => before(moment, 10 * MINUTE).getTime()));
const list = fc.record({
  shownAt,
  items: fc.array(shift, { minLength: 1, maxLength: 3 }),
  more: fc.option(fc.constant({ to: at('2026-12-11T00:00').getTime(), label: 'in the next 14 days' })),
});
/** The context with which each state is entered. The rest may be left from earlier states. */
function contextIn(state: string): fc.Arbitrary<DialogueContext> {
  const isCaseOpen = /\.(adding|cried)$/.test(state);
  return fc.record({
    list: fc.option(list),
    chosen: state.endsWith('askingBuddy') ? shift : fc.constant(null),
    bookingId: /\.(confirming(Drop|Presence)|droppingOrKeeping)$/.test(state)
      ? fc.constantFrom(KNOWN.running, KNOWN.ahead)
      : fc.constant(null),
    bookingIds: fc.constant(state.endsWith('choosingShift') ? [KNOWN.running, KNOWN.ahead] : []),
    verb: fc.constantFrom('IN' as const, 'OUT' as const),
    words: fc.constantFrom('', 'the back gate is open', 'x'.repeat(MOST_CHARACTERS)),
    attachments: fc.array(attachment, { maxLength: 2 }),
    reportId: isCaseOpen ? fc.constant(KNOWN.report) : fc.constantFrom(null, KNOWN.report),
    caseOpenUntil: fc.constantFrom(...MOMENTS.map((moment) => moment.getTime() + 5 * MINUTE)),
    userId: /confirmingRe(?:moval|fusal)$/.test(state)
      ? fc.constantFrom(KNOWN.member, KNOWN.pending, KNOWN.coordinator)
      : fc.constant(null),
    misses: fc.nat({ max: 6 }),
  });
}

/** Mostly a state that fits the person, and sometimes one from before they were admitted or removed. */
const places: fc.Arbitrary<Standing> = fc.constantFrom(...STATES).chain((state) => {
  const [region = ''] = state.split('.');
  const standing: PersonKind[] = region === 'member' ? ['member', 'coordinator'] : [region as PersonKind];
  const anybody = Object.keys(PEOPLE) as PersonKind[];
  return fc.record({
    state: fc.constant(state),
    who: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...standing) },
      { weight: 1, arbitrary: fc.constantFrom(...anybody) },
    ),
    channel: fc.constantFrom('sms' as const, 'whatsapp' as const),
    context: contextIn(state),
    minutesAgo: fc.constantFrom(1, 5, 61, undefined),
  });
});
