import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { MOMENTS, momentOfCommit, quarterOfCommit } from '#test/any-day/moments.ts';
import { listTestsThatStartProcesses } from '#test/any-day/starts-process.ts';
import { clockOfChild } from '#test/support/clock/clock-of-child.ts';

const LEAP_DAY = new Date('2028-02-29T10:00:00Z');

/** Each of these runs in a child whose clock was set, and prints what it sees. */
const SCRIPTS = {
  'the main thread': 'console.log(new Date().toISOString())',
  'Date.now': 'console.log(new Date(Date.now()).toISOString())',
  'Date as a function': 'console.log(new Date(Date()).toISOString())',
  'a worker thread of a file':
    "new (require('worker_threads').Worker)(new URL('data:text/javascript,console.log(new Date().toISOString())'))",
  'a worker thread of source code':
    "new (require('worker_threads').Worker)('console.log(new Date().toISOString())', { eval: true })",
  'a child of the child':
    "require('child_process').execFileSync(process.execPath, ['-e', 'console.log(new Date().toISOString())'], { stdio: 'inherit' })",
};

test.each(Object.entries(SCRIPTS))('a child that is given a clock has it in %s', (_, script) => {
  const output = run(script, clockOfChild(LEAP_DAY));
  const late = Date.parse(output) - LEAP_DAY.getTime();
  expect(late).toBeGreaterThanOrEqual(-1000);
  expect(late).toBeLessThan(60_000);
});

test('dates stay what they are under another clock', () => {
  const script = `
    const given = new Date('2026-11-27T12:00:00Z');
    const checks = [given instanceof Date, new Date() instanceof Date, given.toISOString() === '2026-11-27T12:00:00.000Z',
      new Date(given).getTime() === given.getTime(), Date.UTC(2026, 0) === 1767225600000, given.constructor === Date,
      new (class extends Date {})() instanceof Date, structuredClone(given) instanceof Date];
    console.log(checks.join());`;
  expect(run(script, clockOfChild(LEAP_DAY))).toBe(Array(8).fill('true').join());
});

test('each commit gets one of the moments, and each moment gets commits', () => {
  const given = Array.from({ length: 256 }, (_, byte) => momentOfCommit(`${byte.toString(16).padStart(8, '0')}0ff`));
  expect(new Set(given)).toEqual(new Set(MOMENTS));
  expect(momentOfCommit('0123abcd')).toBe(momentOfCommit('0123abcd'));
  expect(() => momentOfCommit('HEAD')).toThrow('not the hash of a commit');
});

test('four quarters of the files make all of them', () => {
  const files = ['a', 'b', 'c', 'd', 'e', 'f'];
  const quarters = ['0', '1', '2', '3'].map((digit) => quarterOfCommit(`0000000000000000${digit}`.slice(1), files));
  expect(quarters.flat().sort()).toEqual(files);
  expect(new Set(quarters.map((quarter) => quarter.join())).size).toBe(4);
});

test('tests that start a process are found, also where a helper starts it', () => {
  const found = listTestsThatStartProcesses();
  // by site.start(), by runFile() and by a worker of its own
  expect(found).toContain('test/e2e/process.test.ts');
  expect(found).toContain('test/integration/conversation/one-commit.test.ts');
  expect(found).toContain('test/integration/db/writer-lock.test.ts');
  expect(found).not.toContain('test/integration/api/auth.test.ts');
});

function run(script: string, clock: Record<string, string>): string {
  return execFileSync(process.execPath, ['-e', script], { env: { ...process.env, ...clock }, encoding: 'utf8' }).trim();
}
