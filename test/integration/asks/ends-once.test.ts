import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Ask } from '#src/asks/ask.ts';
import { ASK_EXPIRY, answerAsk, expireAsk, withdrawAsks } from '#src/asks/end-ask.ts';
import { connect, type Database, type Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { runDueTimers } from '#src/db/timers/run-timers.ts';
import { TIMER_PRIORITY, type TimerKinds } from '#src/db/timers/timer.ts';
import type { TimerRunner } from '#src/db/timers/timer-runner.ts';
import { after, HOUR } from '#src/platform/duration.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { buildAsk } from '#test/support/asks.ts';
import { at, buildVolunteer } from '#test/support/build-roster.ts';
import { countDeadlocks } from '#test/support/count-deadlocks.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch } from '#test/support/test-watch.ts';

const OPENED = at('2026-11-27T12:00');
const DEADLINE = after(OPENED, HOUR);
const CONNECTIONS = 3;
const SHIFTS = [
  { subject: 'booking:17', ref: 'K7' },
  { subject: 'booking:18', ref: 'P8' },
];

/** What one connection does at the same time as the others. */
interface Deed {
  does: 'answer' | 'expire' | 'supersede' | 'withdraw' | 'runTimers';
  connection: number;
  person: number;
  shift: number;
}

onBothDatabases((db, kind, url) => {
  let connections: Database[] = [];
  let people: User[] = [];
  let now = OPENED;
  const clock = { now: () => now };
  const errors: object[] = [];
  const log = { error: (what: object) => void errors.push(what) } as unknown as TimerRunner['log'];

  beforeAll(() => {
    connections = Array.from({ length: CONNECTIONS }, () => connect(url()));
  });
  afterAll(async () => {
    for (const connection of connections) await connection.destroy();
  });
  beforeEach(async () => {
    errors.length = 0;
  });

  const kinds: TimerKinds = {
    [ASK_EXPIRY]: {
      priority: TIMER_PRIORITY.ask,
      run: async (trx, { subject }) => {
        const ask = await expireAsk(trx, clock, Number(subject.split(':')[1]));
        if (!ask) return 'not_needed';
        await note(trx, ask, 'expired');
        return 'done';
      },
    },
  };
  const runTimers = (connection: Database) => runDueTimers({ db: connection, clock, log, kinds });
  /** The effect of an ending, in its transaction. */
  const note = (trx: Transaction, { askId }: Ask, action: string) =>
    audit(trx, clock, { actorUserId: undefined, channel: 'service', action, subject: `ask:${askId}` });
  const open = (connection: Database, person: number, shift: number) => {
    const { phone, userId } = people[person] as User;
    const asked = { identity: phone ?? '', userId, ...SHIFTS[shift], deadlineAt: DEADLINE };
    return buildAsk(connection, { clock }, asked);
  };

  async function perform({ does, person, shift, connection: index }: Deed, asks: readonly Ask[]): Promise<void> {
    const connection = connections[index] as Database;
    const { userId } = people[person] as User;
    const { askId } = asks[person * SHIFTS.length + shift] as Ask;
    if (does === 'runTimers') await runTimers(connection);
    else if (does === 'supersede') await open(connection, person, shift);
    else {
      await inTransaction(connection, async (trx) => {
        if (does === 'withdraw') await withdrawAsks(trx, { clock }, { userId });
        if (does === 'expire') await noteIf(trx, await expireAsk(trx, clock, askId), 'expired');
        if (does === 'answer') await noteIf(trx, await answerAsk(trx, clock, { askId, answer: 'yes' }), 'answered');
      });
    }
  }

  async function noteIf(trx: Transaction, ask: Ask | undefined, action: string): Promise<void> {
    if (ask) await note(trx, ask, action);
  }

  const deeds = fc.record({
    does: fc.constantFrom<Deed['does']>(
      'answer',
      'answer',
      'expire',
      'supersede',
      'withdraw',
      'runTimers',
      'runTimers',
    ),
    connection: fc.nat(CONNECTIONS - 1),
    person: fc.nat(1),
    shift: fc.nat(SHIFTS.length - 1),
  });

  it('every ask ends once, with one effect, whoever ends it at the same moment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deeds, { minLength: 4, maxLength: 14 }), async (together) => {
        await emptyWatch(db());
        people = [await buildVolunteer(db()), await buildVolunteer(db())];
        now = OPENED;
        const asks: Ask[] = [];
        for (const person of people.keys()) {
          for (const shift of SHIFTS.keys()) {
            const opened = await open(db(), person, shift);
            if (opened) asks.push(opened.ask);
          }
        }
        now = DEADLINE;
        await Promise.all(together.map((deed) => perform(deed, asks)));
        await expectConsistent();
        // whatever is left expires now
        await runTimers(db());
        await expectConsistent();
        expect(await db()('asks').where({ status: 'open' })).toEqual([]);
        expect(await db()('timers').where({ status: 'waiting' })).toEqual([]);
        expect(errors).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  /** One ending and one effect for each ask, and one open ask for each person and shift at most. */
  async function expectConsistent(): Promise<void> {
    const rows: Ask[] = await db()('asks').orderBy('askId');
    const effects: { subject: string; action: string }[] = await db()('audit_events').select('subject', 'action');
    for (const { askId, status, endedAt, answer } of rows) {
      const own = effects.filter(({ subject }) => subject === `ask:${askId}`).map(({ action }) => action);
      expect(own).toEqual(status === 'answered' || status === 'expired' ? [status] : []);
      expect([endedAt === null, answer]).toEqual([status === 'open', status === 'answered' ? 'yes' : null]);
    }
    const stillOpen = rows
      .filter(({ status }) => status === 'open')
      .map(({ identity, subject }) => `${identity} ${subject}`);
    expect(new Set(stillOpen).size).toBe(stillOpen.length);
  }

  it('of an answer and its expiry at the same moment, one has an effect', async () => {
    await emptyWatch(db());
    people = [await buildVolunteer(db()), await buildVolunteer(db())];
    for (let time = 0; time < 10; time += 1) {
      now = OPENED;
      const opened = await open(db(), 0, 0);
      if (!opened) throw new Error('its key is new');
      now = DEADLINE;
      const { askId } = opened.ask;
      const [answered] = await Promise.all([
        inTransaction(connections[0] as Database, (trx) => answerAsk(trx, clock, { askId, answer: 'yes' })),
        runTimers(connections[1] as Database),
      ]);
      await runTimers(db());
      const { status } = await db()('asks').where({ askId }).first();
      expect(status).toBe(answered ? 'answered' : 'expired');
      const timer = await db()('timers')
        .where({ subject: `ask:${askId}` })
        .first('status');
      expect(timer).toEqual({ status: answered ? 'not_needed' : 'done' });
    }
    expect(errors).toEqual([]);
  });

  it('of questions that two processes ask a person about one shift at the same moment, one stays open', async () => {
    await emptyWatch(db());
    people = [await buildVolunteer(db())];
    now = OPENED;
    const opened = await Promise.all(connections.map((connection) => open(connection, 0, 0)));
    expect(opened.every(Boolean)).toBe(true);
    const statuses = await db()('asks').orderBy('status').select('status');
    expect(statuses).toEqual([{ status: 'open' }, { status: 'superseded' }, { status: 'superseded' }]);
  });

  if (kind === 'PostgreSQL') {
    it('never ends in a deadlock', async () => {
      for (const connection of connections) await connection.destroy();
      connections = [];
      expect(await countDeadlocks(db())).toBe(0);
    });
  }
});
