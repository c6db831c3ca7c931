import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '#src/platform/duration.ts';
import type { Schedule } from '#src/roster/schedules/schedule.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer, emptyRoster } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';
import { runFile } from '#test/support/run-file.ts';
import { writeRounds } from './write-rounds.ts';

const ROUNDS = 25;
const READERS = 4;
const FROM = at('2026-11-28T20:00');
const LIST = '/shifts/available?to=2026-12-31';

onBothApis((api, kind) => {
  beforeEach(async () => {
    api().clock.moveTo(at('2026-11-28T12:00'));
  });
  afterEach(() => emptyRoster(api().db));

  interface Writer {
    user: User;
    schedule: Schedule;
    /** How many rounds have been committed for certain. */
    committed(): number;
    ended: Promise<unknown>;
  }

  async function startWriter(how: 'thread' | 'process' | 'this process'): Promise<Writer> {
    const user = await buildVolunteer(api().db, { name: 'Round 0' });
    const schedule = await buildSchedule(api().db, { name: 'Round 0', cronExpr: '0 20 * * *' });
    const { userId } = user;
    const { scheduleId } = schedule;
    const rounds = { userId, scheduleId, from: FROM.getTime(), count: ROUNDS };
    const url = api().services.config.DATABASE_URL;
    const file = 'test/integration/api/round-writer.ts';
    if (how === 'thread') {
      const told = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      const thread = new Worker(join(import.meta.dirname, 'round-writer.ts'), { workerData: { ...rounds, url, told } });
      return { user, schedule, committed: () => Atomics.load(told, 0), ended: once(thread, 'exit') };
    }
    if (how === 'process') {
      const { output, ended } = runFile(file, [JSON.stringify({ ...rounds, url })], tmpdir(), {});
      return { user, schedule, committed: () => Number(output().trim().split('\n').at(-1)), ended };
    }
    let committed = 0;
    const ended = writeRounds(api().servicesDb, rounds, (round) => {
      committed = round;
    });
    return { user, schedule, committed: () => committed, ended };
  }

  /** The round that each kind of answer shows. */
  const roundIn = (name: string) => Number(/^Round (\d+)$/.exec(name)?.[1]);
  const READS: { path: string; roundsOf(body: unknown, writer: Writer): number[] }[] = [
    { path: '/me', roundsOf: (body) => [roundIn((body as { name: string }).name)] },
    {
      path: '/schedules',
      roundsOf: (body, { schedule }) =>
        (body as { schedule_id: number; name: string }[])
          .filter(({ schedule_id }) => schedule_id === schedule.scheduleId)
          .map(({ name }) => roundIn(name)),
    },
    {
      path: '/bookings',
      roundsOf: (body) => {
        const bookings = body as { schedule_name: string }[];
        return [bookings.length, ...bookings.map(({ schedule_name }) => roundIn(schedule_name))];
      },
    },
    {
      path: LIST,
      roundsOf: (body, { schedule }) => {
        const open = (body as { schedule_id: number; schedule_name: string; start_time: string }[]).filter(
          ({ schedule_id }) => schedule_id === schedule.scheduleId,
        );
        // round by round, one more shift is booked, beginning on the second day
        const later = open
          .map(({ start_time }) => (Date.parse(start_time) - FROM.getTime()) / DAY)
          .filter((day) => day > 0);
        return [Math.min(...later) - 1, ...open.map(({ schedule_name }) => roundIn(schedule_name))];
      },
    },
  ];

  test('each answer includes every commit made before its request, by whichever connection', {
    timeout: 90_000,
  }, async () => {
    const writers = await Promise.all([startWriter('thread'), startWriter('process'), startWriter('this process')]);
    const tokens = await Promise.all(writers.map(({ user }) => api().tokenOf(user.userId)));
    let isOver = false;
    let seen = 0;
    const readOnAndOn = async (first: number) => {
      for (let turn = first; !isOver; turn += 1) {
        const read = READS[turn % READS.length];
        const index = turn % writers.length;
        const writer = writers[index];
        if (!read || !writer) throw new Error('unreachable');
        const committed = writer.committed();
        const { status, body } = await api().call('GET', read.path, { token: tokens[index] ?? '' });
        expect(status).toBe(200);
        for (const round of read.roundsOf(body, writer)) expect(round, read.path).toBeGreaterThanOrEqual(committed);
        if (committed > 0) seen += 1;
      }
    };
    const readers = Array.from({ length: READERS }, (_, first) => readOnAndOn(first));
    await Promise.race([Promise.all(writers.map(({ ended }) => ended)), Promise.all(readers)]);
    isOver = true;
    await Promise.all(readers);
    expect(writers.map(({ committed }) => committed())).toEqual(writers.map(() => ROUNDS));
    expect(seen).toBeGreaterThan(0);
    for (const [index, writer] of writers.entries()) {
      for (const { path, roundsOf } of READS) {
        const { body } = await api().call('GET', path, { token: tokens[index] ?? '' });
        expect(new Set(roundsOf(body, writer)), path).toEqual(new Set([ROUNDS]));
      }
    }
  });

  test('a change of rights counts for the very next request', async () => {
    const { userId, tokenGeneration } = await buildVolunteer(api().db);
    const token = await api().tokenOf(userId);
    const changes: [Partial<User>, number, number][] = [
      [{ role: 'coordinator' }, 200, 200],
      [{ role: 'volunteer' }, 200, 403],
      [{ status: 'pending' }, 403, 403],
      [{ status: 'suspended' }, 401, 401],
      [{ status: 'active' }, 200, 403],
      [{ tokenGeneration: tokenGeneration + 1 }, 401, 401],
      [{ tokenGeneration }, 200, 403],
    ];
    for (const [change, asMember, asCoordinator] of [...changes, ...changes]) {
      await api().db('users').where({ userId }).update(change);
      const answers = await Promise.all(['/me', '/admin/schedules'].map((path) => api().call('GET', path, { token })));
      expect(
        answers.map(({ status }) => status),
        JSON.stringify(change),
      ).toEqual([asMember, asCoordinator]);
    }
  });

  test('the open shifts follow the clock, although nothing has changed', async () => {
    await buildSchedule(api().db, { cronExpr: '0 20 * * *' });
    const { userId } = await buildVolunteer(api().db);
    const token = await api().tokenOf(userId);
    const firstAndLast = async (now: string) => {
      api().clock.moveTo(at(now));
      const { body } = await api().call('GET', '/shifts/available', { token });
      const starts = (body as { start_time: string }[]).map(({ start_time }) => start_time);
      return [starts.at(0), starts.at(-1)];
    };
    const before = ['2026-11-28T18:00:00.000Z', '2026-12-11T18:00:00.000Z'];
    const later = ['2026-11-29T18:00:00.000Z', '2026-12-12T18:00:00.000Z'];
    expect(await firstAndLast('2026-11-28T19:59')).toEqual(before);
    expect(await firstAndLast('2026-11-28T20:01')).toEqual(later);
    expect(await firstAndLast('2026-11-28T19:59')).toEqual(before);
  });

  // other tests write to the same server of PostgreSQL
  test.runIf(kind === 'SQLite')('while nothing changes, answers come from memory', async () => {
    await buildSchedule(api().db);
    const { userId } = await buildVolunteer(api().db);
    const token = await api().tokenOf(userId);
    const paths = READS.map(({ path }) => path);
    const first = await Promise.all(paths.map((path) => api().call('GET', path, { token })));
    let statements = 0;
    const count = () => {
      statements += 1;
    };
    api().servicesReader.on('query', count);
    const again = await Promise.all(paths.map((path) => api().call('GET', path, { token })));
    api().servicesReader.off('query', count);
    expect(again.map(({ text }) => text)).toEqual(first.map(({ text }) => text));
    expect(statements).toBe(0);
  });
});
