import { statfsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';
/** Several times what all tests have there at once. */
const ROOM_BYTES = 4e9;

/** No test outlives a power cut, so its files need no disk, and no commit has to wait for one. */
if (hasRoomInMemory()) process.env.TMPDIR = MEMORY;

function hasRoomInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
}

/**
 * They measure this process, or stop it with a debugger: what files before them have left would count, and so would what they leave.
 * Each gets a process of its own.
 */
const ALONE = [
  'test/integration/budgets.test.ts',
  'test/integration/conversation/frames.test.ts',
  'test/integration/db/query-plans.test.ts',
  'test/integration/db/writer-lock.test.ts',
  'test/integration/demo/time-of-filling.test.ts',
  'test/integration/privacy/big-erasure.test.ts',
  'test/integration/privacy/big-export.test.ts',
  'test/integration/timers/thousand-due.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['test/**/*.test.ts'],
          exclude: ['test/unit/**', 'test/browser/**', ...ALONE],
          globalSetup: ['test/support/database-server.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: ALONE, isolate: true, globalSetup: ['test/support/database-server.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/support/prepare.ts'],
          // a browser beside two other busy processes
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // all files of a worker share its modules: to load the service anew for each took a third of the time
    isolate: false,
  },
});
