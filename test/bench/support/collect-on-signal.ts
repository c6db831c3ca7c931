import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BroadcastChannel, isMainThread } from 'node:worker_threads';

/** Loaded into every thread of the real service by `--import`: at a SIGUSR2 each throws away what nobody needs any more. */
setFlagsFromString('--expose-gc');
const gc: (options: object) => void = runInNewContext('gc');
/** Also what would only be collected where memory runs out, and the pages go back to the system. */
const collect = () => gc({ type: 'major', flavor: 'last-resort' });
const order = new BroadcastChannel('collect');
order.unref();
order.onmessage = collect;
if (isMainThread) {
  process.on('SIGUSR2', () => {
    order.postMessage(null);
    collect();
  });
}
