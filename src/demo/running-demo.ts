import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

export const DEMO_PORT = 3000;

/** Settings by the names of their variables. */
type Settings = Readonly<Record<string, string>>;

/** Tells other programs of this user that a demo runs on the port, and with which settings. Returns how to take it back. */
export function noteDemo(port: number, settings: Settings): () => void {
  const file = fileOf(port);
  const remove = () => rmSync(file, { force: true });
  remove();
  // fails if somebody else put a link there in the meantime
  writeFileSync(file, JSON.stringify({ pid: process.pid, settings }), { flag: 'wx', mode: 0o600 });
  return remove;
}

/** The settings of the demo that this user runs on the port; undefined if there is none. */
export function findDemo(port: number): Settings | undefined {
  try {
    const file = fileOf(port);
    if (statSync(file).uid !== userInfo().uid) return undefined;
    const { pid, settings }: { pid: number; settings: Settings } = JSON.parse(readFileSync(file, 'utf8'));
    // throws if the process is gone: it was killed, and left the file
    process.kill(pid, 0);
    return settings;
  } catch {
    return undefined;
  }
}

/** Of this user only: what another user's killed demo has left cannot be removed. */
function fileOf(port: number): string {
  return join(tmpdir(), `watchline-demo-${userInfo().uid}-${port}.json`);
}
