import { open } from 'node:fs/promises';
import { type MockOutboxLine, parseLine } from './mock-outbox-line.ts';

/** Thousands of lines, which is enough unless the attempt is old. */
const FIRST_BYTES = 2 ** 20;

/**
 * Reads lines from the end of the file, oldest first: at least all since `instant`. It does not read the whole file, which
 * grows as long as the service runs.
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

/** The first line may be cut off. It does not parse and is left out. */
function parseLines(text: string): MockOutboxLine[] {
  return text.split('\n').flatMap((line) => parseLine(line) ?? []);
}
