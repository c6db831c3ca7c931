import { type FileHandle, open } from 'node:fs/promises';
import { setInterval as every } from 'node:timers/promises';

const POLL_MS = 200;
const NEWLINE = 0x0a;

/**
 * Calls `onLine` for each line that is appended to the file from now on. The file may not exist yet. If it shrinks or is
 * replaced, it is read from the beginning. Resolves when it follows the file. The signal ends it.
 */
export async function followFile(path: string, onLine: (line: string) => void, signal: AbortSignal): Promise<void> {
  const position = await endOf(path);
  void poll(path, position, onLine, signal);
}

/** `rest` is the beginning of an incomplete line. It is kept as bytes, because a character may be incomplete too. */
interface FilePosition {
  inode: number;
  offset: number;
  rest: Buffer;
}

async function endOf(path: string): Promise<FilePosition> {
  await using file = await openIfThere(path);
  const stats = await file?.stat();
  return { inode: stats?.ino ?? 0, offset: stats?.size ?? 0, rest: Buffer.alloc(0) };
}

async function poll(path: string, position: FilePosition, onLine: (line: string) => void, signal: AbortSignal) {
  try {
    for await (const _ of every(POLL_MS, undefined, { signal })) {
      for (const line of await newLines(path, position)) onLine(line);
    }
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  }
}

async function newLines(path: string, position: FilePosition): Promise<string[]> {
  await using file = await openIfThere(path);
  if (!file) return [];
  const { ino, size } = await file.stat();
  if (ino !== position.inode || size < position.offset)
    Object.assign(position, { inode: ino, offset: 0, rest: Buffer.alloc(0) });
  if (size === position.offset) return [];
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - position.offset), 0, undefined, position.offset);
  position.offset += bytesRead;
  const unread = Buffer.concat([position.rest, buffer.subarray(0, bytesRead)]);
  const end = unread.lastIndexOf(NEWLINE) + 1;
  position.rest = unread.subarray(end);
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
