import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Run, runFile } from './run-file.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The files of an installation. The Dockerfile copies the same. */
const PARTS = ['package.json', 'knexfile.ts', 'migrations', 'workers', 'src'];

/** An operator's copy of Watchline, with its settings in `.env`. */
export interface Installation {
  folder: string;
  /** Replaces `.env`. */
  configure(settings: Record<string, string>): void;
  /** `npm run backup -- --to x` is `command('backup', '--to', 'x')`. */
  command(name: string, ...args: string[]): Promise<{ status: number | string; output: string }>;
  start(): Run;
  /** Runs one of the jobs now. */
  worker(name: string): Promise<void>;
  remove(): void;
}

export function createInstallation(): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'watchline-year-'));
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  const run = (file: string, args: string[] = []) => runFile(file, args, folder, {}, folder);
  return {
    folder,
    configure: (settings) => {
      const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
      writeFileSync(join(folder, '.env'), lines.join(''), { mode: 0o600 });
    },
    command: async (name, ...args) => {
      const ran = run(`src/commands/${name}.ts`, args);
      return { status: await ran.ended, output: ran.output() };
    },
    start: () => run('src/main.ts'),
    worker: async (name) => {
      const ran = run(`workers/${name}.ts`);
      const status = await ran.ended;
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${ran.output()}`);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
