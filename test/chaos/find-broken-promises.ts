import type { Database } from '#src/db/connect.ts';
import type { FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';

export interface Finding {
  promise: string;
  what: string;
}

/** Counts what the database says against what the phones really received. */
export async function findBrokenPromises(db: Database, fake: FakeTwilio, accepted: ReadonlySet<string>) {
  const findings: Finding[] = [];
  const find = (promise: string, what: string) => findings.push({ promise, what });
  const texts = await db('inbox').select('inboxId', 'providerSid', 'handledAt');
  const bySid = new Map(texts.map((text) => [text.providerSid, text]));
  const answers = new Set(
    (await db('outbox').where('idempotencyKey', 'like', 'inbox:%:answer:0').select('idempotencyKey')).map(
      (row) => row.idempotencyKey,
    ),
  );
  for (const sid of accepted) {
    const text = bySid.get(sid);
    if (!text) find('No text is lost', `${sid} was taken and is not there`);
    else if (text.handledAt === null) find('A text is handled exactly once', `${text.inboxId} was never handled`);
    else if (!answers.has(`inbox:${text.inboxId}:answer:0`))
      find('Every text is answered', `${text.inboxId} has no answer`);
  }
  const doubled = await db('bookings')
    .whereNull('droppedAt')
    .groupBy('scheduleId', 'shiftStart', 'slot')
    .havingRaw('count(*) > 1')
    .count('* as bookings');
  if (doubled.length > 0) find('Two people, one slot: one booking', `${doubled.length} slots have two`);

  const received = new Map<number, number>();
  for (const { statusCallback } of fake.all()) {
    const outboxId = Number(new URL(statusCallback ?? 'http://none').searchParams.get('outbox'));
    received.set(outboxId, (received.get(outboxId) ?? 0) + 1);
  }
  let sent = 0;
  let receivedTwice = 0;
  for (const row of await db('outbox').select('outboxId', 'status', 'error', 'errorCode', 'unknownAt')) {
    const copies = received.get(row.outboxId) ?? 0;
    if (copies > 1) receivedTwice += 1;
    if (copies > 1 && row.unknownAt === null)
      find('Nothing is sent twice on purpose', `${row.outboxId} came ${copies} times`);
    if (row.status === 'sent') sent += 1;
    if (row.status === 'sent' && copies === 0)
      find('Nothing silently not at all', `${row.outboxId} is down as sent and never came`);
    const hasEnd = row.status === 'sent' || ((row.status === 'failed' || row.status === 'cancelled') && row.error);
    if (!hasEnd) find('Everything queued has an end with a reason', `${row.outboxId} is ${row.status}`);
  }
  return { findings, sent, receivedTwice };
}
