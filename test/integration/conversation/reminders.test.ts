import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignShift } from '#src/actions/bookings/assign-shift.ts';
import { parseConfig } from '#src/config.ts';
import { connect, type Database } from '#src/db/connect.ts';
import type { OutboundMessage, Sender } from '#src/messaging/sender.ts';
import { shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import { DAY, before as earlier, HOUR, after as later, MINUTE } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { formatZoned, wallClockOf } from '#src/platform/zoned-time.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import type { Schedule } from '#src/roster/schedules/schedule.ts';
import { listOpenShifts } from '#src/roster/shifts/list-open-shifts.ts';
import { createServices, type Services } from '#src/services.ts';
import { when } from '#src/texts/en/dates.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer, emptyRoster } from '#test/support/build-roster.ts';
import { DATABASE_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';

const LONDON = 'Europe/London';
const PROCESSES = 5;

describe.each(DATABASE_KINDS)('reminders on %s', (kind) => {
  let scratch: ScratchDatabase;
  let db: Database;
  let now: Date;
  let sent: OutboundMessage[];
  /** One for each process, with connections of its own. */
  let processes: Services[];
  let thandi: User;
  let sipho: User;
  let ann: User;

  beforeEach(async () => {
    scratch = await scratchDatabase(kind);
    db = connect(scratch.url);
    await emptyRoster(db);
    sent = [];
    thandi = await buildVolunteer(db, { name: 'Thandi Nkosi' });
    sipho = await buildVolunteer(db, { name: 'Sipho Mokoena' });
    ann = await buildVolunteer(db, { name: 'Ann Adams', role: 'coordinator' });
  });

  afterEach(async () => {
    for (const process of processes) await process[Symbol.asyncDispose]();
    await db.destroy();
    await scratch.remove();
  });

  async function startProcesses(count: number, zone: string): Promise<void> {
    const env = { JWT_SECRET: 'a secret of this test, 32 letters long', LOG_LEVEL: 'silent', TIME_ZONE: zone };
    const config = parseConfig({ ...env, DATABASE_URL: scratch.url });
    const parts = { config, log: silentLog, clock: { now: () => now }, sender: keepingSender() };
    processes = await Promise.all(Array.from({ length: count }, () => createServices(parts)));
  }

  function keepingSender(): Sender {
    return {
      send: async (message) => {
        sent.push(message);
        return { outcome: 'accepted', providerSid: `SM${sent.length}` };
      },
      lookUp: async () => ({ outcome: 'absent' }),
    };
  }

  /** A coordinator may name one number for any number of shifts. */
  async function book(shift: Shift): Promise<string> {
    const buddy = { kind: 'named', name: 'Sipho', phone: sipho.phone ?? '' } as const;
    const request = { userId: thandi.userId, scheduleId: shift.scheduleId, startsAt: shift.startsAt, buddy };
    const booked = await firstProcess().transact((trx) =>
      assignShift(trx, firstProcess().settings, {
        ...{ cause: `test:${shift.startsAt.getTime()}`, channel: 'api', actor: ann, ...request },
      }),
    );
    return booked.outcome;
  }

  function firstProcess(): Services {
    const [first] = processes;
    if (!first) throw new Error('no process runs');
    return first;
  }

  function remindersSent() {
    return sent.filter(({ messageType }) => messageType.startsWith('reminder_'));
  }

  it('are sent exactly once, even if queued ten times at once on several connections', async () => {
    now = at('2026-11-20T12:00');
    await startProcesses(PROCESSES, 'Africa/Johannesburg');
    const schedule = await buildSchedule(db);
    for (const start of ['2026-11-28T00:00', '2026-11-28T02:00', '2026-11-29T00:00']) {
      const [shift] = await open(schedule, at(start), later(at(start), MINUTE));
      expect(shift && (await book(shift))).toBe('booked');
    }
    for (const moment of ['2026-11-26T18:00', '2026-11-27T18:00', '2026-11-27T22:00', '2026-11-28T00:00']) {
      now = at(moment);
      await Promise.all([...processes, ...processes].map(({ timers }) => timers.runDue()));
      await Promise.all(processes.map(({ outbox }) => outbox.drain()));
    }
    const perPerson = (messageType: string) => remindersSent().filter((message) => message.messageType === messageType);
    // each of the two people gets one the day before each of three shifts, and two hours before the first two
    expect(perPerson('reminder_24h')).toHaveLength(2 * 3);
    expect(perPerson('reminder_2h')).toHaveLength(2 * 2);
    expect(new Set(remindersSent().map(({ to, body }) => `${to} ${body}`)).size).toBe(remindersSent().length);
  });

  async function open(schedule: Schedule, from: Date, to: Date): Promise<Shift[]> {
    return firstProcess().transact(async (trx) => {
      const { shifts } = await listOpenShifts(trx, { userId: thandi.userId, from, to, limit: 100 });
      return shifts.filter(({ scheduleId }) => scheduleId === schedule.scheduleId);
    });
  }

  it.each([
    // 01:00 is skipped on the Sunday and moves to 02:00, where there is one already
    ['forward', '2026-03-28T00:00', '2026-03-31T00:00', 3 * 5 - 1],
    ['back', '2026-10-24T00:00', '2026-10-27T00:00', 3 * 5],
  ])('tell the wall clock of the list and of the booking when London puts it %s', async (_, first, last, count) => {
    const [from, to] = [at(first, LONDON), at(last, LONDON)];
    now = earlier(from, 3 * DAY);
    await startProcesses(1, LONDON);
    const schedule = await buildSchedule(db, {
      cronExpr: '0 0,1,2,13,22 * * *',
      timezone: LONDON,
      durationMinutes: 20,
    });
    const listed = await open(schedule, from, to);
    expect(listed).toHaveLength(count);
    for (const shift of listed) expect(await book(shift)).toBe('booked');
    expect(await open(schedule, from, to)).toEqual([]);

    const ringing = new Map<OutboundMessage, Date>();
    for (now = earlier(from, 2 * DAY); now < to; now = later(now, HOUR)) {
      const already = sent.length;
      await firstProcess().timers.runDue();
      await firstProcess().outbox.drain();
      for (const message of sent.slice(already)) ringing.set(message, now);
    }
    for (const shift of listed) {
      const words = when(shiftTimeOf(shift));
      const mine = remindersSent().filter(({ body }) => body.includes(words));
      expect(mine.map(({ to, messageType }) => `${to} ${messageType}`).sort()).toEqual(
        [thandi, sipho].flatMap(({ phone }) => [`${phone} reminder_24h`, `${phone} reminder_2h`]).sort(),
      );
      for (const message of mine) expectGoodHour(message, ringing.get(message) as Date, shift);
    }
    expect(remindersSent()).toHaveLength(listed.length * 2 * 2);
  });

  function expectGoodHour({ messageType, body }: OutboundMessage, rang: Date, { startsAt }: Shift): void {
    const ahead = (startsAt.getTime() - rang.getTime()) / HOUR;
    if (messageType === 'reminder_2h') {
      expect(ahead, body).toBe(2);
      return;
    }
    const { hour, minute } = wallClockOf(rang, LONDON);
    expect(hour >= 8 && hour < 21, `${formatZoned(rang, LONDON, 'ccc HH:mm')}: ${body}`).toBe(true);
    if (ahead !== 24) expect([hour, minute], body).toEqual([18, 0]);
    expect(ahead, body).toBeLessThan(24 + 15);
  }
});
