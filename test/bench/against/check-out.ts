import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const LOCKFILE = 'package-lock.json';

export interface CheckedOut extends Disposable {
  folder: string;
}

/** Another commit in a worktree of its own. It shares our packages if they include all of its own, and else installs them. */
export function checkOut(commit: string): CheckedOut {
  const folder = mkdtempSync(join(tmpdir(), 'watchline-against-'));
  execFileSync('git', ['worktree', 'add', '--detach', '--force', folder, commit], { cwd: ROOT, stdio: 'ignore' });
  const lockfileIn = (root: string) => readFileSync(join(root, LOCKFILE), 'utf8');
  if (includesAll(lockfileIn(ROOT), lockfileIn(folder)))
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  else execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return {
    folder,
    [Symbol.dispose]: () => {
      execFileSync('git', ['worktree', 'remove', '--force', folder], { cwd: ROOT });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Lockfile {
  packages: Record<string, { version?: string }>;
}

/** Whether every package of the other lockfile is in ours, at the same place and in the same version. */
export function includesAll(ours: string, others: string): boolean {
  const [own, other]: Lockfile[] = [JSON.parse(ours), JSON.parse(others)];
  return Object.entries(other?.packages ?? {}).every(
    // the empty name is the project itself
    ([path, { version }]) => path === '' || own?.packages[path]?.version === version,
  );
}
