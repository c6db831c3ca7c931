import { appendFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { formatLine } from '#src/messaging/mock/mock-outbox-line.ts';
import { openDriver, placeholders } from './bare-driver.ts';

/** The thread that bare-answer.ts wakes. It reads the row and writes it out. */
const { DATABASE_URL = '', MOCK_OUTBOX_FILE = '' } = process.env;
const driver = openDriver(DATABASE_URL);
const SELECT = `select recipient, message_type, payload from outbox where idempotency_key = ${placeholders(DATABASE_URL, 1)}`;

parentPort?.on('message', async (key: string) => {
  const [row] = await driver.use((ask) => ask(SELECT, [key]));
  if (!row) throw new Error('woken before the row was there');
  const line = { to: String(row.recipient), type: String(row.message_type), body: String(row.payload) };
  await appendFile(MOCK_OUTBOX_FILE, `${formatLine({ at: new Date(), ...line })}\n`);
});
