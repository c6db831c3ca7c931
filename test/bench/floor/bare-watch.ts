import { appendFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';
import { formatLine } from '#src/messaging/mock/mock-outbox-line.ts';
import { openDriver } from './bare-driver.ts';
import { sortUnits } from './recording.ts';
import { createReplay } from './replay.ts';
import { idsIn, readUnits, type Statement, type Unit } from './unit.ts';

/**
 * The floor of the service: for each text the statements that the real one issued for it, in the same transactions, with
 * the bare driver behind a bare route. It reads nothing, decides nothing and checks no signature.
 */
const { PORT, DATABASE_URL = '', MOCK_OUTBOX_FILE = '', RECORDINGS = '' } = process.env;
const { texts, sending } = sortUnits(readUnits(RECORDINGS.split(',')));
const driver = openDriver(DATABASE_URL);
const replay = createReplay();
const lines = new Map<number, { to: string; type: string; body: string }>();
const lastTo = new Map<string, Promise<unknown>>();
const lastFrom = new Map<string, Promise<unknown>>();

for (const unit of [...texts.values()].flat()) for (const [id, line] of queuedBy(unit)) lines.set(id, line);
for (const unit of sending) void send(unit);

const app = new Koa();
app.use(bodyParser({ enableTypes: ['form'] }));
app.use(async (ctx) => {
  const { MessageSid = '', From = '' } = (ctx.request.body ?? {}) as Record<string, string>;
  const [receipt, ...others] = texts.get(MessageSid) ?? [];
  if (receipt) await driver.use((ask) => replay.run(ask, receipt));
  const previous = lastFrom.get(From) ?? Promise.resolve();
  lastFrom.set(
    From,
    previous.then(async () => {
      for (const unit of others) await driver.use((ask) => replay.run(ask, unit));
    }),
  );
  ctx.body = '';
});
createServer(app.callback()).listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));

/** Waits until its messages exist and earlier messages to the same phones are sent. */
async function send(unit: Unit): Promise<void> {
  const ids = idsIn(unit, 'outbox');
  const phones = ids.map((id) => lines.get(id)?.to ?? '');
  const before = phones.map((phone) => lastTo.get(phone));
  const done = Promise.withResolvers<void>();
  for (const phone of phones) lastTo.set(phone, done.promise);
  await replay.known(ids);
  await Promise.all(before);
  await driver.use((ask) => replay.run(ask, unit));
  await Promise.all(sentBy(unit).map(write));
  done.resolve();
}

/** The messages that this unit marks as `sending`. */
function sentBy(unit: Unit): number[] {
  const marks = unit.statements.filter(({ bindings }) => bindings.includes('sending'));
  return marks.some(({ sql }) => /^update/i.test(sql)) ? idsIn({ ...unit, statements: marks }, 'outbox') : [];
}

async function write(id: number): Promise<void> {
  const line = lines.get(id);
  if (line) await appendFile(MOCK_OUTBOX_FILE, `${formatLine({ at: new Date(), ...line })}\n`);
}

function queuedBy(unit: Unit): [number, { to: string; type: string; body: string }][] {
  return unit.statements
    .filter(({ sql }) => /^insert into .outbox./.test(sql))
    .flatMap((statement) => {
      const [id] = idsIn({ ...unit, statements: [{ ...statement, bindings: [] }] }, 'outbox');
      const value = valuesOf(statement);
      const line = { to: value('recipient'), type: value('message_type'), body: value('payload') };
      return id === undefined ? [] : [[id, line]];
    });
}

function valuesOf({ sql, bindings }: Statement): (column: string) => string {
  const columns =
    /\(([^)]*)\)/
      .exec(sql)?.[1]
      ?.replaceAll(/["`\s]/g, '')
      .split(',') ?? [];
  return (column) => String(bindings[columns.indexOf(column)]);
}
