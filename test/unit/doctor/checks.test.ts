import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseConfig } from '#src/config.ts';
import { LONGEST_SILENCE } from '#src/db/monitoring/heartbeats.ts';
import { judgePostgres } from '#src/doctor/check-database.ts';
import { judgeDisk } from '#src/doctor/check-disk.ts';
import { checkFiles } from '#src/doctor/check-files.ts';
import { checkQueue } from '#src/doctor/check-queue.ts';
import { checkCoordinators, checkCutSettings, checkSettings } from '#src/doctor/check-settings.ts';
import { checkWorkers } from '#src/doctor/check-workers.ts';
import { exitStatusOf, type Finding, findingLine, ok, warn, wrong } from '#src/doctor/finding.ts';
import { HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';

const lines = (findings: Finding[]) => findings.map(findingLine);

it('only what is wrong makes cron speak up', () => {
  expect(exitStatusOf([ok('one'), warn('two', 'Look')])).toBe(0);
  expect(exitStatusOf([ok('one'), wrong('two', 'Do')])).toBe(1);
  expect(findingLine(wrong('it rains', 'Come in'))).toBe('WRONG  it rains. Come in.');
});

it('texts that are real need https and production', () => {
  const twilio = { SENDER: 'twilio', TWILIO_AUTH_TOKEN: 'x', TWILIO_SMS_FROM: '+27600000001' };
  const sid = { TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}` };
  expect(checkSettings(parseConfig({})).map(({ level }) => level)).toEqual(['ok']);
  expect(lines(checkSettings(parseConfig({ ...twilio, ...sid, PUBLIC_URL: 'http://watch.example.org' })))).toEqual([
    expect.stringMatching(/^ok /),
    expect.stringMatching(/^warn .*NODE_ENV is not production/),
    expect.stringMatching(/^WRONG .*PUBLIC_URL is http:\/\/watch\.example\.org, which is not https/),
  ]);
});

it('phones on the screen behind a proxy are told', () => {
  const told = /^warn .*SIMULATOR is on, and a proxy seems to be in front/;
  for (const env of [{ TRUSTED_PROXIES: '10.0.0.1' }, { PUBLIC_URL: 'https://watch.example.org' }]) {
    expect(lines(checkSettings(parseConfig(env))).filter((line) => told.test(line))).toHaveLength(1);
    expect(checkSettings(parseConfig({ ...env, SIMULATOR: 'off' })).map(({ level }) => level)).toEqual(['ok']);
  }
});

it('a setting that is cut at "#" is named, without its value', () => {
  expect(lines(checkCutSettings(['WATCH_NAME']))).toEqual([
    'warn   settings: WATCH_NAME in .env ends before "#", as if the rest were a comment. If the rest belongs to the value, write WATCH_NAME="…". If it is a comment, give it a line of its own.',
  ]);
});

it('two coordinators are enough', () => {
  expect([0, 1, 2].map((count) => checkCoordinators(count).level)).toEqual(['wrong', 'warn', 'ok']);
});

it('a full disk is told before it is full', () => {
  const levels = [100, 500, 5000].map((megabytes) => judgeDisk(megabytes * 2 ** 20, '/data').level);
  expect(levels).toEqual(['wrong', 'warn', 'ok']);
});

it('an old PostgreSQL is told', () => {
  expect([14, 15].map((version) => judgePostgres(version).level)).toEqual(['warn', 'ok']);
});

it('silence of one worker, of all, and from the beginning are three things', () => {
  const fresh = Object.fromEntries(Object.keys(LONGEST_SILENCE).map((job) => [job, 10 * SECOND]));
  expect(lines(checkWorkers(fresh))).toEqual([expect.stringMatching(/^ok /)]);
  expect(lines(checkWorkers({ ...fresh, 'catch-up': 20 * MINUTE }))).toEqual([
    expect.stringMatching(/^WRONG .*worker catch-up last reported 20 min ago\. Look in the log/),
  ]);
  const old = Object.fromEntries(Object.keys(fresh).map((job) => [job, 3 * HOUR]));
  expect(lines(checkWorkers(old))).toEqual([expect.stringMatching(/^WRONG .*not running, last reported 3 h ago/)]);
  const stopped = Object.fromEntries(Object.keys(fresh).map((job) => [job, 20 * MINUTE]));
  expect(lines(checkWorkers(stopped))).toEqual([expect.stringMatching(/^WRONG .*not running, last reported 20 min/)]);
  const { 'erase-codes': _, ...begun } = fresh;
  expect(lines(checkWorkers(begun, 30 * SECOND))).toEqual([expect.stringMatching(/^ok /)]);
  expect(lines(checkWorkers(begun, 30 * MINUTE))).toEqual([
    expect.stringMatching(/^WRONG .*erase-codes has never reported/),
  ]);
  expect(lines(checkWorkers({}))).toEqual([expect.stringMatching(/^WRONG .*never run/)]);
});

it('the queue: what waits too long, why nothing is sent, what was given up, who waits for a person', () => {
  const calm = {
    textsWaiting: 1,
    oldestTextWaitingMs: 50,
    needPerson: 0,
    messagesDue: 2,
    oldestMessageDueMs: 90,
    pause: undefined,
    deadLetters: 0,
  };
  const levels = (change: Partial<Parameters<typeof checkQueue>[0]>) =>
    checkQueue({ ...calm, ...change }).map(({ level }) => level);
  expect(levels({})).toEqual(['ok', 'ok', 'ok', 'ok']);
  const late = { oldestTextWaitingMs: HOUR, oldestMessageDueMs: HOUR, needPerson: 3, deadLetters: 1 };
  expect(levels(late)).toEqual(['wrong', 'wrong', 'warn', 'warn']);
  const since = new Date('2026-11-27T18:00:00Z');
  const pause = { code: '20003', reason: 'account or token refused', since, until: since };
  expect(lines(checkQueue({ ...calm, pause }))[1]).toMatch(
    /^WRONG {2}messages: sending is paused, account or token refused \(20003\); 2 wait\. /,
  );
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchline-doctor-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('files that others can open are named, with what to type', async () => {
  const file = join(folder, 'w.sqlite3');
  for (const name of ['.env', 'w.sqlite3', 'secret']) writeFileSync(join(folder, name), '', { mode: 0o600 });
  expect(lines(await checkFiles(folder, file))).toEqual([expect.stringMatching(/^ok /)]);
  chmodSync(join(folder, 'secret'), 0o640);
  expect(lines(await checkFiles(folder, file))).toEqual([
    `WRONG  files: others on this machine can open ${join(folder, 'secret')}. Run: chmod 600 ${join(folder, 'secret')}.`,
  ]);
  chmodSync(join(folder, '.env'), 0o644);
  expect(await checkFiles(folder, undefined)).toMatchObject([{ level: 'wrong' }]);
});
