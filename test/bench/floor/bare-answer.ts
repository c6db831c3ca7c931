import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';
import { openDriver, placeholders } from './bare-driver.ts';

/** The minimum for an answer: store it on disk, wake another thread, and find it there. */
const { PORT, DATABASE_URL = '' } = process.env;
const driver = openDriver(DATABASE_URL);
const sender = new Worker(`${import.meta.dirname}/bare-answer-sender.ts`);

const COLUMNS = [
  ...['message_type', 'recipient', 'identity', 'channel', 'payload', 'rank', 'idempotency_key', 'due_at', 'encoding'],
  ...['segments', 'created_at'],
];
const INSERT = `insert into outbox (${COLUMNS.join(', ')}) values (${placeholders(DATABASE_URL, COLUMNS.length)})`;

const app = new Koa();
app.use(bodyParser({ enableTypes: ['form'] }));
app.use(async (ctx) => {
  const { MessageSid = '', From = '', Body = '' } = (ctx.request.body ?? {}) as Record<string, string>;
  if (MessageSid !== '') {
    const now = new Date();
    const values = ['answer', From, From, 'sms', `Answer to ${Body}`, 1, MessageSid, now, 'GSM-7', 1, now];
    await driver.use((ask) => ask(INSERT, values));
    sender.postMessage(MessageSid);
  }
  ctx.body = '';
});
createServer(app.callback()).listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
