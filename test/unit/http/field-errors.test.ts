import { expect, test } from 'vitest';
import { messageBody } from '#src/http/admin/messages/schema.ts';
import { redactBody, reportQuery } from '#src/http/admin/reports/schema.ts';
import { createScheduleBody, exceptionBody } from '#src/http/admin/schedules/schema.ts';
import { usersQuery } from '#src/http/admin/users/schema.ts';
import { fieldErrors } from '#src/http/framework/field-errors.ts';

const DATE = '2026-11-28';
const YEARS = 'date out of range: from the year 2000 to 2099';

test.each([
  [{ skip: DATE, night: DATE }, 'body', 'needs exactly one of skip, night and add'],
  [{}, 'body', 'needs exactly one of skip, night and add'],
  [{ reason: 'Storm' }, 'body', 'needs exactly one of skip, night and add'],
  [{ skip: '28 Nov' }, 'body.skip', 'not a date'],
  [{ night: '1999-12-31' }, 'body.night', YEARS],
  [{ add: '2100-01-01T00:00:00Z' }, 'body.add', YEARS],
  [{ night: DATE, reason: 5 }, 'body.reason', 'Invalid input: expected string, received number'],
  [{ night: DATE, why: 'Storm' }, 'body', 'Unrecognized key: "why"'],
])('an exception %j is told what is wrong with it', (body, path, message) => {
  expect(fieldErrors('body', exceptionBody, body)).toEqual([{ path, message }]);
});

test('of alternatives, the one that was meant is explained', () => {
  const most = 'more than two segments: at most';
  expect(fieldErrors('body', messageBody, { user_id: 1, body: 'x'.repeat(900) })).toEqual([
    { path: 'body.body', message: expect.stringContaining(most) },
  ]);
  expect(fieldErrors('body', messageBody, { user_id: 1, conversation_id: 2, body: 'hello' })).toEqual([
    { path: 'body', message: 'needs body, and exactly one of user_id and conversation_id' },
  ]);
  expect(fieldErrors('body', redactBody, {})).toEqual([
    { path: 'body', message: 'needs exactly one of user_id and words' },
  ]);
});

test.each([
  ['-1', 'Too small: expected number to be >=1'],
  ['0', 'Too small: expected number to be >=1'],
  ['101', 'Too big: expected number to be <=100'],
  ['1.5', 'must be a whole number, in digits'],
  ['ten', 'must be a whole number, in digits'],
  ['', 'must be a whole number, in digits'],
  [['1', '2'], 'is given more than once'],
])('a limit of %j is told what is wrong with it', (limit, message) => {
  expect(fieldErrors('query', usersQuery, { limit })).toEqual([{ path: 'query.limit', message }]);
});

test('a parameter that is given twice is told so', () => {
  expect(fieldErrors('query', usersQuery, { search: ['a', 'b'] })).toEqual([
    { path: 'query.search', message: 'is given more than once' },
  ]);
  const [error] = fieldErrors('query', reportQuery, { from: ['2026-01-01', '2026-01-02'] });
  expect(error).toMatchObject({ path: 'query.from' });
});

test('dates outside the calendar are told the years that are inside', () => {
  const rule = { name: 'Patrol', cron_expr: '0 20 * * *', start_date: '1999-01-01' };
  expect(fieldErrors('body', createScheduleBody, rule)).toEqual([{ path: 'body.start_date', message: YEARS }]);
});
