import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Finding, ok, warn, wrong } from './finding.ts';

const MEGABYTE = 2 ** 20;
/** With a full disk we lose texts. A migration also copies the database first. */
const TOO_LITTLE = 200 * MEGABYTE;
const SOON_TOO_LITTLE = 1024 * MEGABYTE;

export async function checkDisk(sqliteFile: string | undefined): Promise<Finding> {
  if (sqliteFile === undefined) return ok("disk: PostgreSQL's, not checked from here", 'Watch it where it runs');
  const folder = dirname(sqliteFile);
  const { bavail, bsize } = await statfs(folder);
  return judgeDisk(bavail * bsize, folder);
}

/** `free` in bytes. */
export function judgeDisk(free: number, folder: string): Finding {
  const what = `disk: ${Math.floor(free / MEGABYTE)} MB free for ${folder}`;
  const todo = 'Delete what is not needed, or get a larger disk: when it is full no text can be stored';
  if (free < TOO_LITTLE) return wrong(what, todo);
  return free < SOON_TOO_LITTLE ? warn(what, todo) : ok(what);
}
