import { open } from 'node:fs/promises';
import { type MockOutboxLine, parseLine } from './mock-outbox-line.ts';

/** Thousands of lines; enough at once unless the attempt is old. */
const FIRST_BYTES = 2 ** 20;

/**
 * The lines at the end of the file, at least all since `instant`, oldest first. Only so much is read as that takes: the
 * file grows for as long as the service runs.
 */
export async function linesSince(file: string, instant: Date): Promise<MockOutboxLine[]> {
  await using handle = await open(file, 'r');
  const { size } = await handle.stat();
  for (let wanted = FIRST_BYTES; ; wanted *= 4) {
    const length = Math.min(wanted, size);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const lines = parseLines(buffer.toString('utf8', 0, bytesRead));
    const [oldest] = lines;
    if (length === size || (oldest && oldest.at < instant)) return lines;
  }
}

/** A line whose beginning was cut off, at the start of what was read, does not parse and falls out. */
function parseLines(text: string): MockOutboxLine[] {
  return text.split('\n').flatMap((line) => parseLine(line) ?? []);
}
