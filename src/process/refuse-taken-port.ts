import { once } from 'node:events';
import { createServer } from 'node:net';
import { StartError } from './start-error.ts';

/** Throws `StartError` at once if the port is taken, for a start that has long work to do before it listens. */
export async function refuseTakenPort({ HOST, PORT }: { HOST: string; PORT: number }, advice: string): Promise<void> {
  const probe = createServer();
  const listening = once(probe, 'listening');
  probe.listen(PORT, HOST);
  try {
    await listening;
  } catch (thrown) {
    throw new StartError(`${HOST}:${PORT} cannot be used, perhaps because another program uses it. ${advice}`, {
      cause: thrown,
    });
  }
  const closed = once(probe, 'close');
  probe.close();
  await closed;
}
