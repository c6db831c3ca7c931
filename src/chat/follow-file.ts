import { type FileHandle, open } from 'node:fs/promises';
import { setInterval as every } from 'node:timers/promises';

const POLL_MS = 200;
const NEWLINE = 0x0a;

/**
 * Calls `onLine` with each line that is appended to the file from now on. It need not exist yet; a file that shrinks or is
 * replaced is read from its beginning. Resolves when it is following; the signal ends it.
 */
export async function followFile(path: string, onLine: (line: string) => void, signal: AbortSignal): Promise<void> {
  const dialogue = await endOf(path);
  void poll(path, dialogue, onLine, signal);
}

/** `rest` is the beginning of a line whose end has not been written yet, in bytes: it may be half a letter. */
interface Place {
  inode: number;
  offset: number;
  rest: Buffer;
}

async function endOf(path: string): Promise<Place> {
  await using file = await openIfThere(path);
  const stats = await file?.stat();
  return { inode: stats?.ino ?? 0, offset: stats?.size ?? 0, rest: Buffer.alloc(0) };
}

async function poll(path: string, dialogue: Place, onLine: (line: string) => void, signal: AbortSignal) {
  try {
    for await (const _ of every(POLL_MS, undefined, { signal })) {
      for (const line of await newLines(path, dialogue)) onLine(line);
    }
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  }
}

async function newLines(path: string, dialogue: Place): Promise<string[]> {
  await using file = await openIfThere(path);
  if (!file) return [];
  const { ino, size } = await file.stat();
  if (ino !== dialogue.inode || size < dialogue.offset)
    Object.assign(dialogue, { inode: ino, offset: 0, rest: Buffer.alloc(0) });
  if (size === dialogue.offset) return [];
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - dialogue.offset), 0, undefined, dialogue.offset);
  dialogue.offset += bytesRead;
  const unread = Buffer.concat([dialogue.rest, buffer.subarray(0, bytesRead)]);
  const end = unread.lastIndexOf(NEWLINE) + 1;
  dialogue.rest = unread.subarray(end);
  return unread.toString('utf8', 0, end).split('\n').filter(Boolean);
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw thrown;
  }
}
