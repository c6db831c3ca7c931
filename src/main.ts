import { connect } from '#src/db/connect.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { isMovable } from '#src/platform/clock.ts';
import { createLastLog, createLog, type Log } from '#src/platform/log.ts';
import { parseAddressList } from '#src/platform/remote-address.ts';
import { createJobs } from '#src/process/jobs.ts';
import { listen } from '#src/process/listen.ts';
import { startClock } from '#src/process/start-clock.ts';
import { explainStart } from '#src/process/start-error.ts';
import { exitOnUncaught, stopOnSignal } from '#src/process/stop-on-signal.ts';
import { beginRecording } from '#src/simulator/recording/begin-recording.ts';
import { createApp } from './app.ts';
import { type Config, listCutSettings, ownUrl, readConfig } from './config.ts';
import { answerUnreadableRequest } from './http/framework/answer-unreadable-request.ts';
import { createServices } from './services.ts';

async function start(): Promise<void> {
  // other users of the machine must not read database, secret and mock outbox
  process.umask(0o077);
  const config = readConfig();
  const log = createLog(config.LOG_LEVEL);
  const lastLog = createLastLog(config.LOG_LEVEL);
  exitOnUncaught(lastLog);
  for (const setting of listCutSettings()) log.warn({ setting }, 'the value in .env ends before "#": put it in quotes');
  const clock = startClock(config);
  await bringSchemaUpToDate(config, log);
  const services = await createServices({ config, log, clock });
  await services.grants.nameSecretOfCopied();
  const { journal } = services;
  if (journal) await services.read((trx) => beginRecording(trx, journal));
  const jobs = createJobs(log, isMovable(clock) ? { clockOffset: clock.sharedOffset } : {});
  services.onQueued(jobs.wake);
  // before the first text, which may be one that an outage held back
  await services.uptime.mark();
  void services.listenForSignals();

  const app = createApp(services, { onClockMoved: jobs.wake });
  const { stop } = await listen(app.callback(), {
    host: config.HOST,
    port: config.PORT,
    keepAliveMs: config.KEEP_ALIVE_SECONDS,
    proxies: parseAddressList(config.TRUSTED_PROXIES),
    log,
    answerUnreadable: answerUnreadableRequest,
  });
  void services.conversations.catchUp({ all: true });
  stopOnSignal({ log, lastLog }, config.STOP_SECONDS, async () => {
    services.liveFeed.close();
    await stop();
    await services.conversations.settled();
    await jobs.stop();
    await services[Symbol.asyncDispose]();
  });
  await jobs.start();
  greet(log, config);
  if (await services.recovery.findHold()) log.warn('sending is held since a restore: npm run resume');
}

async function bringSchemaUpToDate(config: Config, log: Log): Promise<void> {
  const db = connect(config.DATABASE_URL);
  try {
    await migrate(db, log);
  } finally {
    await db.destroy();
  }
}

function greet(log: Log, config: Config): void {
  const [database] = config.DATABASE_URL.split(':');
  log.info({ url: ownUrl(config), database, sender: config.SENDER }, 'listening');
  if (config.SIMULATOR === 'on') log.info(`try it with phones on the screen, in a browser: ${ownUrl(config)}/try`);
  if (config.SENDER === 'mock') log.info('try it from another terminal: npm run chat -- +27821234567');
}

try {
  await start();
} catch (thrown) {
  process.stderr.write(`${explainStart(thrown)}\n`);
  process.exit(1);
}
