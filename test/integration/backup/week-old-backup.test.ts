import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookShift } from '#src/actions/bookings/book-shift.ts';
import { parseConfig } from '#src/config.ts';
import { connect } from '#src/db/connect.ts';
import { parseLine } from '#src/messaging/mock/mock-outbox-line.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices, type Services } from '#src/services.ts';
import { createShelf, SECRET, type Shelf } from '#test/support/backups.ts';
import { at, buildSchedule, buildVolunteer, emptyRoster } from '#test/support/build-roster.ts';
import { DATABASE_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';

const BACKUP_MADE = at('2026-11-20T12:00');
const RESTORED = at('2026-11-27T12:00');
const OVER = at('2026-11-21T20:00');
const TONIGHT = at('2026-11-27T20:00');
const TOMORROW = at('2026-11-28T20:00');

describe.each(DATABASE_KINDS)('a backup that is a week old, on %s', (kind) => {
  let shelf: Shelf;
  let scratches: ScratchDatabase[];
  let now: Date;
  let thandi: string;
  let sipho: string;

  beforeEach(() => {
    shelf = createShelf();
    scratches = [];
    now = BACKUP_MADE;
  });
  afterEach(async () => {
    await Promise.all(scratches.map((scratch) => scratch.remove()));
    shelf[Symbol.dispose]();
  });

  const place = async (isEmpty = false) => {
    const scratch = await scratchDatabase(kind, { isEmpty });
    scratches.push(scratch);
    return scratch.url;
  };
  /** Both lives send to the same phones, as one provider does. */
  const open = (url: string) =>
    createServices({
      config: parseConfig({ DATABASE_URL: url, JWT_SECRET: SECRET, MOCK_OUTBOX_FILE: shelf.file('outbox.log') }),
      log: silentLog,
      clock: { now: () => now },
    });
  const runUntil = async (services: Services, ...instants: Date[]) => {
    for (const instant of instants) {
      now = instant;
      await services.timers.plan();
      await services.timers.runDue();
      await services.outbox.drain();
    }
  };
  const sent = () =>
    readFileSync(shelf.file('outbox.log'), 'utf8')
      .split('\n')
      .flatMap((line) => parseLine(line) ?? []);
  const remindersSince = (count: number) =>
    sent()
      .slice(count)
      .filter(({ type }) => type.startsWith('reminder'))
      .map(({ type, to }) => `${type} ${to}`)
      .sort();

  /** Two people book three shifts. */
  const book = async (url: string) => {
    const db = connect(url);
    await emptyRoster(db);
    const [booker, buddy] = [await buildVolunteer(db), await buildVolunteer(db)];
    [thandi, sipho] = [booker.phone ?? '', buddy.phone ?? ''];
    const { scheduleId } = await buildSchedule(db, { cronExpr: '0 20 * * *' });
    await db.destroy();
    const services = await open(url);
    for (const startsAt of [OVER, TONIGHT, TOMORROW]) {
      const request = { cause: `test:${startsAt.getTime()}`, userId: booker.userId, scheduleId, startsAt };
      const named = { kind: 'named', name: 'Sipho', phone: sipho } as const;
      // nobody may name one number for so many shifts of a day
      await services.transact((trx) => trx('buddyNumbers').delete());
      const { outcome } = await services.transact((trx) =>
        bookShift(trx, services.settings, { ...request, buddy: named }),
      );
      expect(outcome).toBe('booked');
    }
    await services.outbox.drain();
    return services;
  };

  it('texts nobody about a shift that is over, and nothing twice', async () => {
    const lost = await place();
    const first = await book(lost);
    await shelf.backUp(lost, 'backup', BACKUP_MADE);
    await runUntil(first, at('2026-11-20T20:00'), at('2026-11-21T18:00'), at('2026-11-26T20:00'));
    expect(sent().filter(({ type }) => type === 'reminder_24h')).toHaveLength(4);
    await first[Symbol.asyncDispose]();

    const url = await place(true);
    await shelf.restore(url, 'backup', { now: RESTORED });
    await using second = await open(url);
    const before = sent().length;
    await runUntil(second, RESTORED);
    expect(sent()).toHaveLength(before);
    const planned = (await second.recovery.planTimers()).filter((one) => one.kind.startsWith('reminder'));
    expect(planned).toEqual([
      { kind: 'reminder_24h', run: 4, expire: 2 },
      { kind: 'reminder_2h', run: 4, expire: 2 },
    ]);
    expect(await second.recovery.resume(await second.recovery.planResume())).toBe(0);
    await runUntil(second, RESTORED);
    expect(sent()).toHaveLength(before);

    await runUntil(second, at('2026-11-27T18:00'));
    expect(remindersSince(before)).toEqual([`reminder_2h ${thandi}`, `reminder_2h ${sipho}`].sort());
    await runUntil(second, at('2026-11-27T20:00'));
    expect(remindersSince(before + 2)).toEqual([`reminder_24h ${thandi}`, `reminder_24h ${sipho}`].sort());
    const lines = sent().map(({ to, body }) => `${to} ${body}`);
    expect(lines.slice(before).filter((line) => line.includes('21 Nov'))).toEqual([]);
    expect(new Set(lines).size).toBe(lines.length);
  });
});
