import { afterAll, beforeAll, expect, it } from 'vitest';
import { readExport } from '#src/actions/members/export-person.ts';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { sendSignInCode } from '#src/actions/members/sign-in.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { withoutNameMapping } from '#src/db/knex/without-name-mapping.ts';
import { listTables } from '#src/db/schema/tables.ts';
import { DAY } from '#src/platform/duration.ts';
import { getBuiltAsk } from '#test/support/asks.ts';
import { createShelf, rowsIn } from '#test/support/backups.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

/** True, or the reason why a table is not part of it. */
type Part = true | string;

interface Parts {
  /** A backup has its rows. */
  backup: Part;
  /** The erasure of a person takes the person out of it. */
  erasure: Part;
  /** Rows or words of it are erased after a time. */
  retention: Part;
  /** A person who asks what is stored about them gets their rows. */
  export: Part;
}

const NOBODY = 'it holds nothing about a person';
const OF_THE_WATCH = { backup: true, erasure: NOBODY, retention: NOBODY, export: NOBODY } as const;
const OF_THE_MOMENT = { ...OF_THE_WATCH, backup: 'it says something about the current moment only' } as const;
const HASHES = 'hashes: nobody can tell whose they are';

const TABLES: Record<string, Parts> = {
  addresses: { backup: true, erasure: true, retention: true, export: true },
  asks: { backup: true, erasure: true, retention: true, export: true },
  audit_events: { backup: true, erasure: true, retention: 'who changed what stays traceable', export: true },
  bookings: { backup: true, erasure: true, retention: true, export: true },
  broadcasts: { backup: true, erasure: true, retention: true, export: 'their announcements are among their deeds' },
  buddy_numbers: { backup: true, erasure: true, retention: true, export: 'it counts for a day how many they named' },
  calendar_feeds: { backup: true, erasure: true, retention: 'they go with the person', export: true },
  check_ins: { backup: true, erasure: NOBODY, retention: 'the record of who patrolled', export: true },
  conversations: { backup: true, erasure: true, retention: true, export: 'its words are among the texts' },
  counters: OF_THE_WATCH,
  erasures: { backup: true, erasure: true, retention: 'deleted when it ends', export: 'refused until it ends' },
  forgotten_numbers: { backup: true, erasure: true, retention: 'so that STOP still holds', export: HASHES },
  heartbeats: OF_THE_MOMENT,
  inbox: { backup: true, erasure: true, retention: true, export: true },
  live_events: { backup: true, erasure: 'ids only', retention: true, export: 'ids of what is exported' },
  media: { backup: true, erasure: true, retention: true, export: true },
  media_contents: { backup: true, erasure: true, retention: true, export: 'each file is a request of its own' },
  one_time_codes: { backup: true, erasure: true, retention: true, export: true },
  outbox: { backup: true, erasure: true, retention: true, export: true },
  rate_limits: { ...OF_THE_MOMENT, retention: true, export: 'it counts for an hour' },
  refs: OF_THE_WATCH,
  repeats: { backup: true, erasure: true, retention: true, export: 'copies of answers that they got' },
  report_additions: { backup: true, erasure: true, retention: true, export: true },
  reports: { backup: true, erasure: true, retention: true, export: true },
  retention_reports: { ...OF_THE_WATCH, retention: true },
  schedule_exceptions: OF_THE_WATCH,
  schedules: OF_THE_WATCH,
  sender_pauses: OF_THE_MOMENT,
  sender_rates: OF_THE_MOMENT,
  sending_holds: OF_THE_WATCH,
  spent_grants: { backup: true, erasure: true, retention: 'a grant counts once, for ever', export: HASHES },
  timers: {
    backup: true,
    erasure: 'ids and times only. One of an erased person finds that it no longer applies',
    retention: true,
    export: 'ids and times of what is exported',
  },
  uptimes: OF_THE_WATCH,
  users: { backup: true, erasure: true, retention: true, export: true },
  wrong_codes: { backup: true, erasure: true, retention: 'deleted after minutes', export: 'it counts for minutes' },
};

const PHONE = '+27821239876';

onBothDatabases((db, _kind, url) => {
  let watch: TestWatch;
  let mentioned = new Set<string>();
  beforeAll(async () => {
    await emptyWatch(db());
    watch = await TestWatch.open(url(), { db: db(), ids: { oneTimeCode: () => '482913' } });
    db().on('query', ({ sql }: { sql: string }) => {
      for (const [, table = ''] of sql.matchAll(/(?:from|join|update|into) ["`](\w+)["`]/g)) mentioned.add(table);
    });
  });
  afterAll(() => watch[Symbol.asyncDispose]());

  /** The tables that the statements of this work name. */
  async function tablesOf(work: () => Promise<unknown>): Promise<string[]> {
    mentioned = new Set();
    await work();
    return [...mentioned];
  }

  async function addFile(position = 0): Promise<void> {
    const { inboxId } = await db()('inbox').first('inboxId');
    const file = { inboxId, position, kind: 'photo', status: 'kept', sizeBytes: 1, dueAt: watch.now };
    const [{ mediaId }] = await db()('media')
      .insert({ ...file, createdAt: watch.now, keptAt: watch.now })
      .returning('mediaId');
    await db()('inbox').where({ inboxId }).update({ media: '[{"kind":"photo"}]' });
    await db()('mediaContents').insert({ mediaId, content: Buffer.alloc(1) });
  }

  /** Somebody who has done everything that leaves rows. */
  async function liveALife(): Promise<number> {
    const { services } = watch;
    await buildSchedule(db());
    await buildVolunteer(db(), { name: 'Ann Botha', role: 'coordinator' });
    const { userId } = await buildVolunteer(db(), { phone: PHONE });
    for (const words of ['book sat 00:00 with sipho 083 200 1001', 'report 1 a car', 'it is white']) {
      await watch.text(PHONE, words);
    }
    await services.transact((trx) =>
      sendSignInCode(trx, services.settings, { cause: 'test', phone: PHONE, askedFrom: '10.0.0.1' }),
    );
    await getBuiltAsk(db(), { clock: services.clock }, { identity: PHONE, userId });
    await addFile();
    await watch.drain();
    return userId;
  }

  it('says of every table whether it is in backups, erasures, retention and exports, or why not', async () => {
    const tables = await inTransaction(withoutNameMapping(db()), listTables);
    expect(Object.keys(TABLES).sort()).toEqual(tables.map(({ name }) => name).sort());
    const reasons = Object.values(TABLES).flatMap((parts) => [
      parts.backup,
      parts.erasure,
      parts.retention,
      parts.export,
    ]);
    expect(reasons.every((part) => part === true || part.length > 5)).toBe(true);
  });

  it('does what it says', async () => {
    const userId = await liveALife();
    const { services } = watch;
    const { settings } = services;
    using shelf = createShelf();
    const { file } = await shelf.backUp(url());
    const exported = await tablesOf(() =>
      services.transact(async (trx) => {
        for await (const _ of readExport(trx, settings, userId));
      }),
    );
    const retained = async () => {
      watch.later(4 * 365 * DAY);
      await services.retention.run(new AbortController().signal);
    };
    const erased = async () => {
      const cause = { cause: 'test', channel: 'command', actor: { userId: undefined } } as const;
      await services.transact((trx) => forgetPerson(trx, settings, { ...cause, userId }));
      await services.erasures.finish(userId);
    };
    const erasure = await tablesOf(erased);
    // the one before was erased
    await addFile(1);
    const done = {
      backup: Object.keys(await rowsIn(file)),
      erasure,
      retention: await tablesOf(retained),
      export: exported,
    };
    for (const part of ['backup', 'erasure', 'retention', 'export'] as const) {
      const promised = Object.entries(TABLES).flatMap(([table, parts]) => (parts[part] === true ? [table] : []));
      expect({ part, missing: promised.filter((table) => !done[part].includes(table)) }).toEqual({ part, missing: [] });
    }
    // a backup has nothing else
    expect(done.backup.every((table) => TABLES[table]?.backup === true)).toBe(true);
    expect(watch.errors).toEqual([]);
  });
});
