import { createHash } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '#src/platform/clock.ts';
import { after, before, HOUR, SECOND } from '#src/platform/duration.ts';
import type { OutboundMessage, Sender } from '../sender.ts';
import { linesSince } from './lines-since.ts';
import { formatLine, type MockOutboxLine, parseLine } from './mock-outbox-line.ts';

/** All attempts of a text fall into this time. A later equal text may be taken for it: the person has read the same words. */
const SEARCH_WINDOW_MS = HOUR;

/** Appends each text to a file as one line. Several processes may write to the same file. */
export function createMockSender({ file, clock }: { file: string; clock: Clock }): Sender {
  return {
    async send(message) {
      try {
        await append(file, `${lineFor(message, clock.now())}\n`);
        return { outcome: 'accepted', providerSid: sidOf(message.outboxId) };
      } catch (thrown) {
        return { outcome: 'retry', code: codeOf(thrown), reason: 'the outbox file could not be written' };
      }
    },
    async lookUp(message, attemptedAt) {
      const from = before(attemptedAt, SECOND);
      const sought = parseLine(lineFor(message, from));
      try {
        const lines = await linesSince(file, from);
        const isThere = lines.some((line) => isSame(line, sought) && isWithin(line.at, from));
        return isThere ? { outcome: 'found', providerSid: sidOf(message.outboxId) } : { outcome: 'absent' };
      } catch (thrown) {
        if (codeOf(thrown) === 'ENOENT') return { outcome: 'absent' };
        return { outcome: 'unavailable', reason: 'the outbox file could not be read' };
      }
    },
  };
}

function lineFor({ to, messageType, body }: OutboundMessage, at: Date): string {
  return formatLine({ at, to, type: messageType, body });
}

/** One write for the whole line: the system appends it undivided, even if other processes write too. */
async function append(file: string, line: string): Promise<void> {
  try {
    await appendFile(file, line);
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT') throw thrown;
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, line);
  }
}

/** Computed from the row, so that a look-up finds the id that a lost answer would have contained. */
function sidOf(outboxId: number): string {
  return `SM${createHash('sha256').update(`mock ${outboxId}`).digest('hex').slice(0, 32)}`;
}

function isSame(line: MockOutboxLine, sought: MockOutboxLine | undefined): boolean {
  return line.to === sought?.to && line.type === sought.type && line.body === sought.body;
}

function isWithin(at: Date, from: Date): boolean {
  return at >= from && at <= after(from, SEARCH_WINDOW_MS);
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
}
