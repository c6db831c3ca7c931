import { parseConfig } from '#src/config.ts';
import { connect } from '#src/db/connect.ts';
import { systemClock } from '#src/platform/clock.ts';
import { after, MINUTE } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices } from '#src/services.ts';

/** A process that finishes erasures and is killed within the transaction that sends the first statement of this beginning. */
const [databaseUrl = '', beginning = '', minutesAhead = '0'] = process.argv.slice(2);
const config = parseConfig({ DATABASE_URL: databaseUrl, JWT_SECRET: 'a secret of these tests, 32 letters long' });
const clock = { now: () => after(systemClock.now(), Number(minutesAhead) * MINUTE) };
const db = connect(databaseUrl);
db.on('query', ({ sql }: { sql: string }) => {
  if (sql.replace(/["`]/g, '').startsWith(beginning)) process.kill(process.pid, 'SIGKILL');
});
await using services = await createServices({ config, log: silentLog, clock, db });
await services.timers.runDue();
