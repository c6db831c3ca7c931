import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BackupError } from './backup-error.ts';
import { FORMAT_VERSION, type Header, lineSchema, type StoredValue, type TableLine } from './backup-format.ts';

export type BackupPart =
  | { part: 'header'; header: Header }
  | { part: 'table'; table: TableLine }
  | { part: 'row'; row: StoredValue[] };

/**
 * Reads a backup. Throws `BackupError` if the file is not a backup, was made by a newer version, or was changed since it was
 * written. Only the end of the file tells about changes, so no part may be used before.
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const seen: Seen = { hash: createHash('sha256'), counts: {}, table: undefined, isOver: false };
  let isFirst = true;
  for await (const text of linesOf(file)) {
    const line = parseLine(text, file);
    if (isFirst !== 'format' in line || seen.isOver) throw damaged(file);
    isFirst = false;
    if ('sha256' in line) {
      if (line.sha256 !== seen.hash.digest('hex') || !isSame(line.counts, seen.counts)) throw damaged(file);
      seen.isOver = true;
      continue;
    }
    seen.hash.update(`${text}\n`);
    yield partOf(line, seen, file);
  }
  if (!seen.isOver) throw damaged(file);
}

export async function readHeader(file: string): Promise<Header> {
  for await (const part of readBackup(file)) if (part.part === 'header') return part.header;
  throw damaged(file);
}

/** Reads the whole file, and throws if it was changed since it was written. */
export async function verifyBackup(file: string): Promise<void> {
  for await (const _ of readBackup(file));
}

interface Seen {
  hash: Hash;
  counts: Record<string, number>;
  table: string | undefined;
  isOver: boolean;
}

type Line = Exclude<ReturnType<typeof parseLine>, { sha256: string }>;

function partOf(line: Line, seen: Seen, file: string): BackupPart {
  if ('format' in line) {
    if (line.format_version <= FORMAT_VERSION) return { part: 'header', header: line };
    throw new BackupError(`${file} was made by a newer Watchline (${line.watchline}): install that version first.`);
  }
  if ('table' in line) {
    seen.table = line.table;
    return { part: 'table', table: line };
  }
  if (seen.table === undefined) throw damaged(file);
  seen.counts[seen.table] = (seen.counts[seen.table] ?? 0) + 1;
  return { part: 'row', row: line };
}

function parseLine(text: string, file: string) {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch (thrown) {
    throw damaged(file, thrown);
  }
}

/** Lines without their line breaks. A last line without a line break means that the file was cut off. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createGunzip();
  // the loop below throws read errors
  pipeline(createReadStream(file), bytes, () => {});
  bytes.setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of bytes) {
      const [first = '', ...others] = String(chunk).split('\n');
      // a row with a file is one line of many chunks. Earlier chunks are not scanned again
      rest += first;
      for (const next of others) {
        yield rest;
        rest = next;
      }
    }
  } catch (thrown) {
    if (thrown instanceof BackupError) throw thrown;
    throw thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'
      ? new BackupError(`${file} does not exist.`, { cause: thrown })
      : damaged(file, thrown);
  }
  if (rest !== '') throw damaged(file);
}

function isSame(one: Record<string, number>, other: Record<string, number>): boolean {
  const names = Object.keys({ ...one, ...other });
  return names.every((name) => one[name] === other[name]);
}

function damaged(file: string, cause?: unknown): BackupError {
  return new BackupError(`${file} is damaged, or is not a Watchline backup.`, { cause });
}
