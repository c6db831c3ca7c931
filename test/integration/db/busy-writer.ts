import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';

/** A thread that writes one transaction after another, until it is told to end. */
const db = connect(workerData.url);
let isOver = false;
parentPort?.once('message', () => {
  isOver = true;
});
while (!isOver) {
  await inTransaction(db, async (trx) => {
    await trx('counters').where({ name: 'turns' }).increment('value');
    await wait(1);
  });
}
await db.destroy();
