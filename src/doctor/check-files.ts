import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Finding, ok, wrong } from './finding.ts';

/** Permissions of everybody but the owner. */
const OTHERS = 0o077;

/** Checks files with names, numbers or secrets: `.env` in `folder`, and a SQLite database with its secret. */
export async function checkFiles(folder: string, sqliteFile: string | undefined): Promise<Finding[]> {
  const beside = sqliteFile === undefined ? [] : ['', '-wal', '-shm'].map((end) => `${sqliteFile}${end}`);
  const secret = sqliteFile === undefined ? [] : [join(dirname(sqliteFile), 'secret')];
  const paths = [join(folder, '.env'), ...beside, ...secret];
  const open: string[] = [];
  for (const path of paths) if (((await modeOf(path)) & OTHERS) !== 0) open.push(path);
  if (open.length === 0) return [ok('files: nobody else on this machine can read settings, secret or database')];
  return open.map((path) => wrong(`files: others on this machine can open ${path}`, `Run: chmod 600 ${path}`));
}

async function modeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).mode;
  } catch {
    // a missing file cannot be read by others
    return 0;
  }
}
