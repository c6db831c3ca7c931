import { appendFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { formatLine } from '#src/messaging/mock/mock-outbox-line.ts';
import { openDriver, placeholders, type Rows } from './bare-driver.ts';

/** The minimum for sending: claim ten rows, write them out and mark them as sent, in two transactions. */
const { PORT, DATABASE_URL = '', MOCK_OUTBOX_FILE = '' } = process.env;
const BATCH = 10;
const FIRST = `select outbox_id from outbox where status = 'queued' order by rank, due_at, outbox_id limit ${BATCH}`;
const CLAIM = `update outbox set status = 'sending', attempts = attempts + 1 where outbox_id in (${FIRST}) returning *`;
const SENT = `update outbox set status = 'sent', provider_sid = 'SM' || outbox_id where outbox_id in (${placeholders(DATABASE_URL, BATCH)})`;

const driver = openDriver(DATABASE_URL);
createServer((_, response) => response.end()).listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));

for (let rows = await claim(); rows.length > 0; rows = await claim()) {
  await Promise.all(rows.map(send));
  const ids = Array.from({ length: BATCH }, (_, index) => rows[index]?.outbox_id ?? 0);
  await inTransaction(SENT, ids);
}

function claim(): Promise<Rows> {
  return inTransaction(CLAIM, []);
}

function inTransaction(sql: string, bindings: readonly unknown[]): Promise<Rows> {
  return driver.use(async (ask) => {
    await ask('begin', []);
    const rows = await ask(sql, bindings);
    await ask('commit', []);
    return rows;
  });
}

async function send({ recipient, message_type, payload }: Rows[number]): Promise<void> {
  const line = { at: new Date(), to: String(recipient), type: String(message_type), body: String(payload) };
  await appendFile(MOCK_OUTBOX_FILE, `${formatLine(line)}\n`);
}
