import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { after, HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { DATABASE_KINDS, onBothDatabases, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { RecordedSession } from '#test/support/recorded-session.ts';
import { rewindable } from '#test/support/rewind-database.ts';
import { playTranscript } from '#test/support/transcript/play-transcript.ts';

const RUNS = Number(process.env.SESSIONS ?? 3);
/** Of the few sessions that `npm test` plays. */
const SEED = 2026;
const START = new Date('2026-11-27T18:30:00+02:00');
const PHONES = ['+27825550100', '+27832001001', '+27821234567', '+27821110002'] as const;

const NAMES: Partial<Record<string, string>> = {
  [PHONES[0]]: 'Ann Botha',
  [PHONES[1]]: 'Sipho Mokoena',
  [PHONES[2]]: 'Thandi Nkosi',
};

const TEXTS = [
  ...[
    'hello',
    'Thandi Nkosi',
    'Sipho Mokoena',
    'Ünal Öz 2',
    'name Zanele',
    'help',
    '?',
    'who',
    'my',
    'shifts',
    'shifts fri',
  ],
  ...['1', '2', '3', 'none', 'sipho 083 200 1001', 'with 082 123 4567', 'yes', 'no', 'y', 'n', 'in', 'out', 'back'],
  ...[
    'report 2 two men at the back gate of 12 Oak',
    'report',
    'sos',
    'help me',
    '1',
    'ok',
    'ack 1',
    'close 1',
    'going 1',
  ],
  ...[
    'stop',
    'start',
    'forget me',
    '111111',
    'code',
    'asdf',
    '',
    '(empty)',
    '[photo] x',
    'a\\nb',
    'one\ntwo',
    ' spaces  ',
  ],
  ...[
    'Ann < hears',
    'restart',
    '# no comment',
    'all ok 😀👍🏽',
    'x'.repeat(700),
    'C:\\new \\u{41}',
    'thanks',
    'book sat',
  ],
];

const phone = fc.constantFrom(...PHONES);
const STEP = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('text' as const), phone, body: fc.constantFrom(...TEXTS) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('code' as const), phone }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('join' as const), phone }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('book' as const), phone }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('ref' as const),
      phone,
      verb: fc.constantFrom('drop', 'admit', 'yes', 'no', 'remove', ''),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('photo' as const), phone, body: fc.constantFrom('', 'at the gate') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('place' as const), phone, label: fc.constantFrom('', 'A; B]', 'Engen') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('channel' as const), phone }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      by: fc.constantFrom(
        SECOND,
        MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        HOUR,
        5 * HOUR,
        26 * HOUR,
        -20 * MINUTE,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('nextTimer' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('report' as const),
      phone,
      status: fc.constantFrom('delivered', 'read', 'undelivered', 'undelivered'),
      back: fc.nat(2),
    }),
  },
);
const SESSION = fc.record({
  steps: fc.array(fc.record({ step: STEP, isSettled: fc.boolean() }), { minLength: 3, maxLength: 25 }),
  policy: fc.constantFrom('open', 'approval'),
  coordinators: fc.constantFrom('', PHONES[0]),
});
type Session = Parameters<
  Parameters<typeof fc.asyncProperty<[typeof SESSION extends fc.Arbitrary<infer S> ? S : never]>>[1]
>[0];

onBothDatabases((database, kind, url) => {
  let folder = '';
  let rewind: () => Promise<void>;
  const stages: { scratch: ScratchDatabase; db: Database; rewind: () => Promise<void> }[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watchline-recorded-'));
    rewind = await rewindable(database());
    for (const stageKind of DATABASE_KINDS) {
      const scratch = await scratchDatabase(stageKind);
      const db = connect(scratch.url);
      stages.push({ scratch, db, rewind: await rewindable(db) });
    }
  });
  afterAll(async () => {
    for (const { db, scratch } of stages) {
      await db.destroy();
      await scratch.remove();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  async function record({ steps, policy, coordinators }: Session): Promise<string | undefined> {
    await rewind();
    const env = { JOIN_POLICY: policy, COORDINATOR_PHONES: coordinators };
    await using session = await RecordedSession.open({ databaseUrl: url(), db: database(), folder, start: START, env });
    const addresses = new Map<string, string>(PHONES.map((number) => [number, number]));
    for (const { step, isSettled } of steps) {
      await play(session, step, addresses);
      if (isSettled) await session.settle();
    }
    const saved = await session.save('A random session', PHONES);
    if (saved.outcome === 'saved') return readFileSync(saved.path, 'utf8');
    expect(['nothingRecorded', 'wordsErased', 'codeTooSoon'], saved.reason).toContain(saved.reason);
    return undefined;
  }

  async function play(
    session: RecordedSession,
    step: Session['steps'][number]['step'],
    addresses: Map<string, string>,
  ): Promise<void> {
    const given = session.services.journal?.given;
    const now = session.clock.now();
    const from = 'phone' in step ? (addresses.get(step.phone) ?? step.phone) : '';
    switch (step.kind) {
      case 'text':
        return session.text(from, step.body);
      case 'join':
        for (const body of ['hello', NAMES[step.phone] ?? 'Zanele']) {
          await session.text(from, body);
          await session.settle();
        }
        return session.text(from, given?.codes.at(-1) ?? '482913');
      case 'book':
        for (const body of ['shifts', '1', 'none']) {
          await session.text(from, body);
          await session.settle();
        }
        return;
      case 'code':
        return session.text(from, given?.codes.at(-1) ?? '482913');
      case 'ref':
        return session.text(from, `${step.verb} ${given?.refs.at(-1) ?? 'A2'}`);
      case 'photo':
        return session.text(from, step.body, { MediaUrl0: 'http://127.0.0.1:9/x', MediaContentType0: 'image/png' });
      case 'place':
        return session.text(from, '', { Latitude: '-33.92', Longitude: '18.42', Label: step.label });
      case 'channel': {
        const isWhatsApp = from.startsWith('whatsapp:');
        addresses.set(step.phone, isWhatsApp ? step.phone : `whatsapp:${step.phone}`);
        return;
      }
      case 'move':
        await session.settle();
        return session.moveClock(after(now, step.by));
      case 'nextTimer': {
        await session.settle();
        const next = await session.services.timers.findNextDueAt();
        return next && session.moveClock(next);
      }
      case 'report': {
        await session.settle();
        const message = (await session.received(step.phone)).at(-1 - step.back);
        return message && session.report(message.providerSid, step.status, '30003');
      }
    }
  }

  it(
    'a session that was played passes as a transcript, on both databases',
    async () => {
      await fc.assert(
        fc.asyncProperty(SESSION, async (played) => {
          const transcript = await record(played);
          if (transcript === undefined) return;
          for (const stage of stages) {
            await stage.rewind();
            try {
              await playTranscript(transcript, { url: stage.scratch.url, db: stage.db });
            } catch (thrown) {
              throw new Error(
                `${thrown instanceof Error ? thrown.message : thrown}\n\nrecorded on ${kind}:\n${transcript}`,
              );
            }
          }
        }),
        { numRuns: RUNS, endOnFailure: true, ...(process.env.SESSIONS === undefined && { seed: SEED }) },
      );
    },
    Math.max(240_000, RUNS * 20_000),
  );
});
