import { describe, expect, it } from 'vitest';
import { toCsvLines } from '#src/http/framework/values/csv.ts';
import { asCoordinator } from '#test/support/admin.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { parseCsv } from '#test/support/parse-csv.ts';

/** What some program takes for the end of a line or of a cell. */
const BREAKS = ['\n', '\r', '\r\n', '\u000b', '\u000c', '\u0085', '\u2028', '\u2029', '\t', ';'];
const FORMULA = `=cmd|"calc"!A0`;
const TEXTS = [
  ...BREAKS.map((end) => `SOS help${end}${FORMULA}`),
  ...BREAKS.map((end) => `${end}\u200b ${FORMULA}`),
  ...['=1', '+1', '-1', '@SUM(A1)', '\uff1d1', ' =1', '\ufeff=1', '\t=1', '\r=1', '";=1', 'a,b', '"'],
];

/** In every program that might open the file: no cell and no line of one begins like a formula. */
function findFormulas(rows: readonly string[][]): string[] {
  const lines = rows.flat().flatMap((cell) => cell.split(/[\p{Cc}\p{Zl}\p{Zp};]/u));
  return lines.filter((line) => /^[\p{Z}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(line));
}

describe('a spreadsheet', () => {
  it.each(TEXTS)('has one row with one harmless cell for %j', (text) => {
    const rows = parseCsv(toCsvLines([[1, text, true]]));
    expect(rows).toEqual([['1', expect.any(String), 'yes']]);
    expect(rows[0]?.[1]?.replaceAll("'", '')).toBe(text);
    expect(findFormulas(rows)).toEqual([]);
  });

  it.each(TEXTS)('quotes %j if a program may see another end in it', (text) => {
    const line = toCsvLines([[text]]).slice(0, -2);
    const isPlain = /^[^\p{Cc}\p{Zl}\p{Zp};,"]*$/u.test(line);
    expect(isPlain || line.startsWith('"')).toBe(true);
  });

  it('keeps numbers as numbers', () => {
    expect(toCsvLines([[-33.9, 'less - or = more', null]])).toBe('-33.9,less - or = more,\r\n');
  });
});

asCoordinator((world) => {
  it('of reports is safe whatever a stranger texts', async () => {
    const { api, ann, ask } = world();
    await api.db('reports').insert(
      TEXTS.map((message, index) => ({
        ...{ caseNumber: index + 1, severity: 2, message, reporterIdentity: '+27840000001', acknowledgedNote: message },
        ...{ acknowledgedBy: ann.userId, createdAt: api.clock.now() },
      })),
    );
    const sheet = await ask('GET', '/admin/reports.csv');
    const rows = parseCsv(sheet.text.slice(1));
    expect(rows).toHaveLength(1 + TEXTS.length);
    expect(rows.every(({ length }) => length === rows[0]?.length)).toBe(true);
    expect(findFormulas(rows)).toEqual([]);
  });

  it('of the roster is safe whatever people and places are called', async () => {
    const { api, book, ask, scheduleId } = world();
    const starts = ['2026-11-28T00:00', '2026-11-28T02:00', '2026-11-29T00:00', '2026-11-29T02:00', '2026-11-30T00:00'];
    for (const [index, startsAt] of starts.entries()) {
      const name = `Piet${BREAKS[index]}${FORMULA}`;
      const { booking } = await book(await buildVolunteer(api.db, { name }), startsAt);
      const buddyName = `Ann${BREAKS[BREAKS.length - 1 - index]}${FORMULA}`;
      await api
        .db('bookings')
        .where({ bookingId: booking.bookingId })
        .update({ buddyName, buddyPhone: '+447400123456' });
    }
    await api
      .db('schedules')
      .where({ scheduleId })
      .update({ name: `Patrol\n${FORMULA}`, meetingPlace: `Hall;${FORMULA}` });
    const sheet = await ask('GET', '/admin/roster.csv');
    const rows = parseCsv(sheet.text.slice(1));
    expect(rows.filter((row) => row[5] !== 'OPEN')).toHaveLength(1 + starts.length);
    expect(rows.every(({ length }) => length === rows[0]?.length)).toBe(true);
    expect(findFormulas(rows)).toEqual([]);
  });
});
