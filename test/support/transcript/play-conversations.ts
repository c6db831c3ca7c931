import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import type { DatabaseKind } from '../databases.ts';
import { playTranscript } from './play-transcript.ts';

const folder = join(import.meta.dirname, '../../conversations');

/** Every file of `test/conversations`, as a test of its own. */
export function playConversations(kind: DatabaseKind): void {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  describe(`a conversation on ${kind}`, () => {
    it.each(names)('%s', (name) => playTranscript(readFileSync(join(folder, name), 'utf8'), kind));
  });
}
