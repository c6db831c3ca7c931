import { parseConfig } from '#src/config.ts';
import { systemClock } from '#src/platform/clock.ts';
import { randomIds } from '#src/platform/ids.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices } from '#src/services.ts';

/** A process that handles waiting texts and is killed late in the turn that books a shift. */
const [databaseUrl = ''] = process.argv.slice(2);
const config = parseConfig({ DATABASE_URL: databaseUrl, JWT_SECRET: 'a secret of these tests, 32 letters long' });
const ref = () => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('not dead yet');
};
await using services = await createServices({
  config,
  log: silentLog,
  clock: systemClock,
  ids: { ...randomIds, ref },
});
await services.conversations.catchUp({ all: true });
