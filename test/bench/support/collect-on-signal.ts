import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BroadcastChannel, isMainThread } from 'node:worker_threads';

/** Loaded into every thread of the real service by `--import`: on SIGUSR2 each thread collects its garbage. */
setFlagsFromString('--expose-gc');
const gc: (options: object) => void = runInNewContext('gc');
/** A full collection, which also returns pages to the system. */
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
