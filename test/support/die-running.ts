import { setTimeout as wait } from 'node:timers/promises';
import { createTimerKinds } from '#src/actions/timers/timer-kinds.ts';
import { parseConfig } from '#src/config.ts';
import { connect } from '#src/db/connect.ts';
import { runDueTimers } from '#src/db/timers/run-timers.ts';
import { silentLog } from '#src/platform/log.ts';
import { createSendingServices } from '#src/sending-services.ts';
import { noteKind } from './note-timers.ts';

/**
 * A process that runs timers and is killed: before a statement, counted from the first, or after some milliseconds, wherever it
 * is then. Its clock stands still. It ends by itself only if all timers have run.
 */
const [databaseUrl = '', now = '', point = '', amount = ''] = process.argv.slice(2);
const config = parseConfig({ DATABASE_URL: databaseUrl, JWT_SECRET: 'a secret of these tests, 32 letters long' });
const clock = { now: () => new Date(now) };
const db = connect(databaseUrl);
await using services = await createSendingServices({ config, log: silentLog, clock, db });
const { settings } = services;
const kinds = { ...createTimerKinds({ db, log: silentLog, settings }), ...noteKind(clock) };
const die = () => process.kill(process.pid, 'SIGKILL');
let left = Number(amount);
if (point === 'statement') {
  db.on('query', () => {
    left -= 1;
    if (left === 0) die();
  });
} else void wait(left).then(die);
await runDueTimers({ db, clock, log: silentLog, kinds });
