import { connect } from '#src/db/connect.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { type Clock, isMovable } from '#src/platform/clock.ts';
import { createLastLog, createLog, type Log } from '#src/platform/log.ts';
import { parseAddressList } from '#src/platform/remote-address.ts';
import { createJobs } from '#src/process/jobs.ts';
import { listen } from '#src/process/listen.ts';
import { startClock } from '#src/process/start-clock.ts';
import { exitOnUncaught, stopOnSignal } from '#src/process/stop-on-signal.ts';
import { beginRecording } from '#src/simulator/recording/begin-recording.ts';
import { type AppOptions, createApp } from './app.ts';
import { type Config, listCutSettings } from './config.ts';
import { answerUnreadableRequest } from './http/framework/answer-unreadable-request.ts';
import { createServices, type Services } from './services.ts';

export interface StartOptions extends Pick<AppOptions, 'homeLeadsTo'> {
  /** Fills the new database with the demo watch. Returns the Friday of that watch. */
  fillDemo?: (clock: Clock) => Promise<Date>;
}

export interface StartedService {
  services: Services;
  log: Log;
}

/** Starts the service in this process, until a signal stops it and the process exits. */
export async function startService(config: Config, options: StartOptions = {}): Promise<StartedService> {
  const log = createLog(config.LOG_LEVEL);
  const lastLog = createLastLog(config.LOG_LEVEL);
  exitOnUncaught(lastLog);
  for (const setting of listCutSettings()) log.warn({ setting }, 'the value in .env ends before "#": put it in quotes');
  const clock = startClock(config);
  await bringSchemaUpToDate(config, log);
  const friday = await options.fillDemo?.(clock);
  const services = await createServices({ config, log, clock });
  await services.grants.nameSecretOfCopied();
  const { journal } = services;
  if (journal) await services.read((trx) => beginRecording(trx, journal, friday));
  const jobs = createJobs(log, isMovable(clock) ? { clockOffset: clock.sharedOffset } : {});
  services.onQueued(jobs.wake);
  // before the first text, which may be one that an outage held back
  await services.uptime.mark();
  void services.listenForSignals();

  const app = createApp(services, { ...options, onClockMoved: jobs.wake });
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
    services.changeStreams.close();
    await stop();
    await services.conversations.settled();
    await jobs.stop();
    await services[Symbol.asyncDispose]();
  });
  await jobs.start();
  return { services, log };
}

async function bringSchemaUpToDate(config: Config, log: Log): Promise<void> {
  const db = connect(config.DATABASE_URL);
  try {
    await migrate(db, log);
  } finally {
    await db.destroy();
  }
}
