import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { createSite, type Site } from '#test/support/process.ts';
import { runFile } from '#test/support/run-file.ts';

let scratch: ScratchDatabase;
let site: Site;
beforeAll(async () => {
  scratch = await scratchDatabase('SQLite');
  site = await createSite(scratch.url, { CLOCK_START: '2026-11-25T19:05' });
});
afterAll(async () => {
  await site.remove();
  await scratch.remove();
});

const chat = (args: string[], lines: string[], settings: Record<string, string> = {}) => {
  const run = runFile('src/chat/main.ts', args, site.folder, { ...site.env, ...settings });
  run.child.stdin?.end(lines.map((line) => `${line}\n`).join(''));
  return run;
};

test('says how to start the service when it is not running', async () => {
  const run = chat(['+27821234567'], ['hello']);
  expect(await run.ended).toBe(1);
  expect(run.output()).toBe(`Nothing answers at ${site.url}. Start the service in another terminal: npm start\n`);
});

test.each(['--help', '-h'])('%s shows options and examples, without a service', async (option) => {
  const run = chat([option], []);
  expect(await run.ended).toBe(0);
  expect(run.output()).toContain('--url URL');
  expect(run.output()).toContain("printf 'hello\\nThandi Nkosi\\n' | npm run chat -- +27821234567");
  expect(run.output()).toContain('/clock');
});

test('says so when the sender is not the mock', async () => {
  const run = chat(['+27821234567'], [], {
    SENDER: 'twilio',
    TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'a-token',
    TWILIO_SMS_FROM: '+27600000000',
  });
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain('SENDER=mock');
});

test.each([[[]], [['hello']], [['+27821234567', '--colour']]])('asks for a number: %j', async (args: string[]) => {
  const run = chat(args, []);
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain('npm run chat -- +27821234567');
});

test('talks to the running service as a phone, by SMS and by WhatsApp, moves its clock and lists its timers', async () => {
  await site.start();
  const run = chat(['082 123 4567'], ['hello', '/clock 2026-11-27T23:45', '/whatsapp', 'Thandi Nkosi', '/timers']);
  expect(await run.ended).toBe(0);
  const output = run.output();
  expect(output).toContain('You are +27821234567.');
  expect(output).toMatch(/> hello\n.*Night Owls[\s\S]*> \/clock/);
  expect(output).toContain('It is Fri 27 Nov 2026 23:45 for the service');
  expect(output).toMatch(/> \/timers\n(?:No timer waits\.|Timers that wait: \d+\.)/);
  expect(output).toMatch(/You text by WhatsApp now\.\n> Thandi Nkosi\n.*\b\d{6}\b[\s\S]* whatsapp\n/);
});

test('a photo is fetched from the chat, and kept', async () => {
  // a photo of somebody who is not a member is fetched only with a case of theirs
  const run = chat(['+27841234567'], ['sos', '/photo of the gate']);
  expect(await run.ended).toBe(0);
  const db = connect(scratch.url);
  const media = () => db('media').first('status', 'contentType', 'attempts');
  await expect.poll(media).toEqual({ status: 'kept', contentType: 'image/png', attempts: 1 });
  await db.destroy();
});

test('explains a refused signature', async () => {
  const run = chat(['+27831234567'], ['hello'], { TWILIO_AUTH_TOKEN: 'another-token' });
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain('The service refused the signature.');
});
