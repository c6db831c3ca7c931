import { createHash } from 'node:crypto';
import type { Archive } from '../archive.ts';
import { linesSince } from './lines-since.ts';
import { formatLine } from './mock-outbox-line.ts';

/** Lists what the mock sender wrote. Inbound texts are not kept. */
export function createMockArchive(file: string): Archive {
  return {
    list: async (since) => {
      try {
        const lines = (await linesSince(file, since)).filter(({ at }) => at >= since);
        const sent = lines.map((line) => ({
          providerSid: sidOf(formatLine(line)),
          to: line.to,
          body: line.body,
          at: line.at,
        }));
        return { outcome: 'listed', received: [], sent };
      } catch (thrown) {
        const isAbsent = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
        if (isAbsent) return { outcome: 'listed', received: [], sent: [] };
        return { outcome: 'unavailable', reason: 'the outbox file could not be read' };
      }
    },
    fetch: async () => ({ outcome: 'unavailable', reason: 'the mock sender keeps no texts' }),
  };
}

function sidOf(line: string): string {
  return `SM${createHash('sha256').update(line).digest('hex').slice(0, 32)}`;
}
