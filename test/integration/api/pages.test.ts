import { expect, test } from 'vitest';
import { addDays } from '#src/platform/zoned-time.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { type AdminWorld, asCoordinator, refusedPaths } from '#test/support/admin.ts';
import { insertSeries } from '#test/support/big-watch.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';

const NIGHTS = ['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-05', '2026-12-06'];

/** Lists whose answer is an array, and what makes each of their rows different. */
const ARRAYS: Record<string, string> = {
  '/schedules': 'schedule_id',
  '/bookings': 'booking_id',
  '/reports': 'report_id',
  '/admin/schedules': 'schedule_id',
  '/admin/schedules/:schedule/exceptions': 'exception_id',
  '/admin/roster?from=2026-11-27&to=2026-12-07': 'start_time',
};

asCoordinator((world) => {
  /** Somebody with a few rows in every list. */
  async function fill(): Promise<User> {
    const { api, ann, book, ask, scheduleId } = world();
    const buddy = await buildVolunteer(api.db);
    for (const [index, night] of NIGHTS.entries()) {
      // every other time as buddy
      const [booker, other] = index % 2 === 0 ? [ann, buddy] : [buddy, ann];
      await book(booker, `${night}T00:00`, { buddy: other });
      await ask('POST', '/reports', { severity: 1, message: `report ${index}` });
      await api.db('scheduleExceptions').insert({
        scheduleId,
        skippedDate: addDays('2027-01-01', index),
        createdAt: api.clock.now(),
      });
      await buildSchedule(api.db, { name: `Later ${index}`, startDate: '2027-06-01' });
    }
    // a booked shift that its schedule does not offer any more is a shift too
    await api.db('schedules').where({ scheduleId }).update({ endDate: '2026-12-05' });
    return ann;
  }

  const pathOf = (path: string) => path.replace(':schedule', String(world().scheduleId));

  test.each(Object.entries(ARRAYS))('%s comes in pages that are linked, and leave nothing out', async (list, key) => {
    await fill();
    const whole = (await world().ask('GET', pathOf(list))).body as Record<string, unknown>[];
    expect(whole.length).toBeGreaterThan(4);
    for (const limit of [1, 2, whole.length - 1]) {
      const pages = await followLinks(world(), withLimit(pathOf(list), limit));
      expect(pages.map((page) => page.length)).toEqual(sizesOf(whole.length, limit));
      expect(pages.flat()).toEqual(whole);
      expect(new Set(pages.flat().map((row) => row[key])).size).toBe(whole.length);
    }
    const { headers } = await world().ask('GET', withLimit(pathOf(list), whole.length));
    expect(headers.get('link')).toBeNull();
  });

  test('a page of an object names its next page in the same header', async () => {
    const { ask } = world();
    await buildVolunteer(world().api.db);
    const { headers, body } = await ask('GET', '/admin/users?limit=1&role=coordinator&search=ann');
    expect(body).toMatchObject({ next_cursor: null });
    expect(headers.get('link')).toBeNull();
    const first = await ask('GET', '/admin/users?limit=1');
    const { next_cursor: cursor } = first.body as { next_cursor: string };
    expect(first.headers.get('link')).toBe(`</admin/users?limit=1&cursor=${cursor}>; rel="next"`);
  });

  test('a case shows its additions in pages', async () => {
    const { api, ask } = world();
    const filed = (await ask('POST', '/reports', { severity: 1, message: 'a car' })).body as { report_id: number };
    await insertSeries(api.db, {
      rows: 5,
      into: 'report_additions (report_id, kind, body, created_at)',
      values: `${filed.report_id}, 'words', 'more ' || i, (select created_at from reports where report_id = ${filed.report_id})`,
    });
    const path = `/admin/reports/${filed.report_id}`;
    const whole = (await ask('GET', path)).body as { additions: { words: string }[]; next_cursor: string | null };
    expect(whole.additions.map(({ words }) => words)).toEqual(['more 0', 'more 1', 'more 2', 'more 3', 'more 4']);
    expect(whole.next_cursor).toBeNull();
    const first = await ask('GET', `${path}?limit=3`);
    const { additions, next_cursor: cursor } = first.body as typeof whole;
    expect(additions).toEqual(whole.additions.slice(0, 3));
    expect(first.headers.get('link')).toBe(`<${path}?limit=3&cursor=${cursor}>; rel="next"`);
    const rest = (await ask('GET', `${path}?limit=3&cursor=${cursor}`)).body as typeof whole;
    expect(rest).toMatchObject({ additions: whole.additions.slice(3), next_cursor: null });
  });

  test('my bookings and reports can be asked for less time', async () => {
    const { ask } = world();
    await fill();
    const starts = async (query: string) =>
      ((await ask('GET', `/bookings${query}`)).body as { shift_start: string }[]).map((row) => row.shift_start);
    const [first = '', second = '', ...others] = await starts('');
    expect(await starts('?from=2026-11-28&to=2026-11-29')).toEqual([first, second]);
    expect(await starts(`?from=${second}`)).toEqual([second, ...others]);
    expect(await starts(`?to=${second}`)).toEqual([first]);
    expect((await ask('GET', '/reports?to=2026-11-26')).body).toEqual([]);
    expect((await ask('GET', '/reports?from=2026-11-27&to=2026-11-27')).body).toHaveLength(NIGHTS.length);
  });

  test('a period that ends before it begins is refused by every list and file', async () => {
    const { ask } = world();
    const lists = ['/shifts/available', '/bookings', '/reports', '/admin/reports', '/admin/reports.csv'];
    for (const path of [...lists, '/admin/roster', '/admin/roster.csv', '/admin/coverage']) {
      for (const query of ['from=2026-12-02&to=2026-12-01', 'from=2026-12-02T00:00:00Z&to=2026-12-01T23:59:59Z']) {
        expect({ path, refused: refusedPaths(await ask('GET', `${path}?${query}`)) }).toEqual({
          path,
          refused: ['query.to'],
        });
      }
    }
    // an empty period is no mistake of a client that goes on from where it was
    for (const path of ['/bookings', '/reports', '/admin/reports']) {
      const { status } = await ask('GET', `${path}?from=2026-12-02T00:00:00Z&to=2026-12-02T00:00:00Z`);
      expect({ path, status }).toEqual({ path, status: 200 });
    }
  });

  test('what is too long without a limit is refused, and says what to ask for', async () => {
    const { api, ann, ask, scheduleId } = world();
    await addBookings(world(), { userId: ann.userId, rows: 501 });
    const refused = await ask('GET', '/bookings');
    expect(refusedPaths(refused)).toEqual(['query.limit']);
    expect(refused.text).toContain('more than 500 bookings: ask for less time, or set a limit to get pages');
    expect((await ask('GET', '/bookings?from=2027-01-01&to=2027-01-31')).body).toHaveLength(31);
    expect((await followLinks(world(), '/bookings?limit=500')).map((page) => page.length)).toEqual([500, 1]);

    await api.db('schedules').where({ scheduleId }).update({ cronExpr: '0 * * * *', capacity: 99 });
    const tooMuch = await ask('GET', '/admin/roster?from=2026-12-01&to=2026-12-01');
    expect(tooMuch.text).toContain('more than 2000 slots: ask for less time');
    expect((await ask('GET', '/admin/roster?from=2026-12-01T00:00:00Z&to=2026-12-01T20:00:00Z')).status).toBe(200);
    const pages = await followLinks(world(), '/admin/roster?from=2026-12-01&to=2026-12-01&limit=100');
    expect(pages.map((page) => page.length)).toEqual([20, 4]);
  });

  test('the sheet of the roster has each slot once, however many batches it takes', async () => {
    const { api, ann, ask, scheduleId } = world();
    await addBookings(world(), { userId: ann.userId, rows: 10 });
    await api
      .db('schedules')
      .where({ scheduleId })
      .update({ cronExpr: '0 * * * *', capacity: 99, durationMinutes: 60 });
    await buildSchedule(api.db, { name: 'Second', cronExpr: '0 * * * *', capacity: 99, durationMinutes: 60 });
    const { text } = await ask('GET', '/admin/roster.csv?from=2027-01-01&to=2027-01-02');
    const [header, ...lines] = text.trim().split('\r\n');
    expect(header?.split(',').slice(0, 5)).toEqual(['schedule', 'date', 'from', 'to', 'slot']);
    expect(lines).toHaveLength(2 * 2 * 24 * 99);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.filter((line) => line.includes('Ann Nkosi'))).toHaveLength(2);
  });

  test('a cursor that no list gave begins somewhere else, or is refused', async () => {
    const { ask } = world();
    expect(refusedPaths(await ask('GET', '/bookings?cursor=1'))).toEqual(['query.cursor']);
    for (const path of ['/bookings?cursor=999999999999999.1', '/admin/roster?cursor=999999999999999.1&limit=5']) {
      expect((await ask('GET', path)).body, path).toEqual([]);
    }
    const [first] = (await ask('GET', '/admin/roster?from=2026-11-29&limit=1&cursor=0.1')).body as Record<
      string,
      string
    >[];
    expect(first?.start_time).toBe(at('2026-11-29T00:00').toISOString());
  });
});

function withLimit(path: string, limit: number): string {
  return `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;
}

function sizesOf(rows: number, limit: number): number[] {
  return Array.from({ length: Math.ceil(rows / limit) }, (_, page) => Math.min(limit, rows - page * limit));
}

/** The pages of a list, from this one on. */
async function followLinks({ ask }: AdminWorld, first: string): Promise<Record<string, unknown>[][]> {
  const pages: Record<string, unknown>[][] = [];
  for (let path: string | undefined = first; path !== undefined; ) {
    const { status, headers, body } = await ask('GET', path);
    expect(status, path).toBe(200);
    pages.push(body as Record<string, unknown>[]);
    path = /^<(.*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
  }
  return pages;
}

/** One booking a day at noon, from 2027-01-01 on. */
async function addBookings(
  { api, scheduleId }: AdminWorld & { scheduleId: number },
  { userId, rows }: { userId: number; rows: number },
): Promise<void> {
  const start = at('2027-01-01T12:00').getTime();
  for (let from = 0; from < rows; from += 100) {
    const days = Array.from({ length: Math.min(100, rows - from) }, (_, index) => from + index);
    await api.db('bookings').insert(
      days.map((day) => ({
        userId,
        scheduleId,
        shiftStart: new Date(start + day * 86_400_000),
        shiftEnd: new Date(start + day * 86_400_000 + 7_200_000),
        slot: 1,
        ref: `X${day}`,
        createdAt: api.clock.now(),
      })),
    );
  }
}
