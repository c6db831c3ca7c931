import { join } from 'node:path';

const PRELOAD = join(import.meta.dirname, 'shift-date.cjs');

/**
 * The environment that sets the clock of a child process. Without `now` the child has the clock of this process, which
 * `npm run test:any-day` may have moved. A child that does not inherit our environment needs this.
 */
export function clockOfChild(now?: Date): Record<string, string> {
  const ownOffset = Number(process.env.TEST_CLOCK_OFFSET_MS ?? 0);
  const offset = now === undefined ? ownOffset : now.getTime() - Date.now() + ownOffset;
  const zone = process.env.TZ === undefined ? {} : { TZ: process.env.TZ };
  if (offset === 0) return zone;
  return { ...zone, TEST_CLOCK_OFFSET_MS: String(offset), NODE_OPTIONS: `--require="${PRELOAD}"` };
}
