import type { Log } from '#src/platform/log.ts';
import { explainStart } from '#src/process/start-error.ts';
import { type Config, ownUrl, readConfig } from './config.ts';
import { startService } from './start-service.ts';

async function start(): Promise<void> {
  // other users of the machine must not read database, secret and mock outbox
  process.umask(0o077);
  const config = readConfig();
  const { services, log } = await startService(config);
  greet(log, config);
  if (await services.recovery.findHold()) log.warn('sending is held since a restore: npm run resume');
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
