import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatLine, parseLine } from '#src/messaging/mock/mock-outbox-line.ts';
import { createMockSender } from '#src/messaging/mock/mock-sender.ts';
import type { OutboundMessage } from '#src/messaging/sender.ts';
import { HOUR, MINUTE, after as plus } from '#src/platform/duration.ts';

const now = new Date('2026-11-28T20:00:00.000Z');
const message: OutboundMessage = {
  outboxId: 7,
  to: '+27821234567',
  channel: 'sms',
  messageType: 'answer',
  body: 'Two lines,\nhere',
  expiresAt: undefined,
};

let folder: string;
let file: string;
let count = 0;
const sender = () => createMockSender({ file, clock: { now: () => now } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-sender-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  count += 1;
  file = join(folder, `${count}`, 'deeper', 'outbox.log');
});

describe('sending', () => {
  it('appends a line, and creates the folder', async () => {
    const outcome = await sender().send(message);
    expect(outcome).toMatchObject({ outcome: 'accepted', providerSid: expect.stringMatching(/^SM[0-9a-f]{32}$/) });
    expect(await readFile(file, 'utf8')).toBe(
      '2026-11-28T20:00:00.000Z To: +27821234567, Type: answer, Body: Two lines,\\nhere\n',
    );
  });

  it('keeps lines whole when many are written concurrently', async () => {
    const senders = [sender(), sender()];
    await Promise.all(
      Array.from({ length: 100 }, (_, outboxId) =>
        senders[outboxId % 2]?.send({ ...message, outboxId, body: `${outboxId}`.repeat(300) }),
      ),
    );
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(100);
    const bodies = lines.map((line) => parseLine(line)?.body);
    expect(new Set(bodies)).toEqual(new Set(Array.from({ length: 100 }, (_, outboxId) => `${outboxId}`.repeat(300))));
  });

  it('is a retry if the file cannot be written', async () => {
    file = folder;
    expect(await sender().send(message)).toMatchObject({ outcome: 'retry', code: 'EISDIR' });
  });
});

describe('looking up', () => {
  it('finds what was sent, under the same id', async () => {
    const sent = await sender().send(message);
    expect(await sender().lookUp(message, now)).toEqual({ ...sent, outcome: 'found' });
  });

  it.each([
    ['another recipient', { to: '+27821234568' }],
    ['another type', { messageType: 'reminder' }],
    ['another body', { body: 'Two lines' }],
  ])('does not take a text with %s for it', async (_what, change) => {
    await sender().send({ ...message, ...change });
    expect(await sender().lookUp(message, now)).toEqual({ outcome: 'absent' });
  });

  it('ignores an equal text from before or much later', async () => {
    await sender().send(message);
    expect(await sender().lookUp(message, plus(now, MINUTE))).toEqual({ outcome: 'absent' });
    expect(await sender().lookUp(message, plus(now, -2 * HOUR))).toEqual({ outcome: 'absent' });
  });

  it('is absent if there is no file yet', async () => {
    expect(await sender().lookUp(message, now)).toEqual({ outcome: 'absent' });
  });

  it('is unavailable if the file cannot be read', async () => {
    file = folder;
    expect(await sender().lookUp(message, now)).toMatchObject({ outcome: 'unavailable' });
  });

  it('finds an old text before megabytes of later lines and other lines', async () => {
    await sender().send(message);
    const later = formatLine({ at: plus(now, MINUTE), to: '+27821234568', type: 'answer', body: 'ü'.repeat(500) });
    await appendFile(file, `half a line\n${`${later}\n`.repeat(6000)}`);
    expect(await sender().lookUp(message, now)).toMatchObject({ outcome: 'found' });
  });
});
