import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownUrl, useOnlySettings } from '#src/config.ts';
import { isMovable, systemClock } from '#src/platform/clock.ts';
import { refuseTakenPort } from '#src/process/refuse-taken-port.ts';
import { explainStart } from '#src/process/start-error.ts';
import { startService } from '#src/start-service.ts';
import { signToken } from '#src/volunteers/sign-in/token.ts';
import { comingFriday } from './coming-friday.ts';
import { DEMO_PEOPLE } from './demo-people.ts';
import { DEMO_ZONE, demoSettings, KEPT_SETTINGS } from './demo-settings.ts';
import { getUserOf } from './demo-world.ts';
import { fillDemoWatch } from './fill-demo-watch.ts';
import { greeting } from './greeting.ts';
import { noteDemo } from './running-demo.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

async function start(): Promise<void> {
  process.umask(0o077);
  const folder = mkdtempSync(join(tmpdir(), 'watchline-demo-'));
  // runs at every end but a kill
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  // until the service runs, and stops in order, a signal would kill the process
  for (const signal of SIGNALS) process.once(signal, exit);
  const friday = comingFriday(systemClock.now(), DEMO_ZONE);
  const settings = demoSettings(folder, friday);
  const config = useOnlySettings(settings, KEPT_SETTINGS);
  await refuseTakenPort(config, `Choose another one: PORT=${config.PORT + 1} npm run demo`);
  process.stdout.write('Preparing a watch of forty people. This takes some seconds.\n');
  const { services } = await startService(config, {
    homeLeadsTo: '/try',
    fillDemo: async (clock) => {
      await fillDemoWatch({ config }, friday);
      for (const signal of SIGNALS) process.off(signal, exit);
      if (isMovable(clock)) clock.moveTo(friday);
      return friday;
    },
  });
  process.on('exit', noteDemo(config.PORT, { ...settings, PORT: String(config.PORT) }));
  const token = await services.read(async (trx) => {
    const [coordinator] = DEMO_PEOPLE;
    return coordinator ? signToken(services.settings, await getUserOf(trx, coordinator)) : '';
  });
  process.stdout.write(`\n${greeting({ url: ownUrl(config), port: config.PORT, friday, token })}`);
}

function exit(): void {
  process.exit(1);
}

try {
  await start();
} catch (thrown) {
  process.stderr.write(`${explainStart(thrown)}\n`);
  process.exit(1);
}
