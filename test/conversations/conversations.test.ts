import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { DATABASE_KINDS } from '#test/support/databases.ts';
import { playTranscript } from '#test/support/transcript/play-transcript.ts';

const folder = import.meta.dirname;
const transcripts = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');

describe.each(DATABASE_KINDS)('a conversation on %s', (kind) => {
  it.each(transcripts)('%s', async (name) => {
    await playTranscript(readFileSync(`${folder}/${name}`, 'utf8'), kind);
  });
});
