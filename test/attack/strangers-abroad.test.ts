import { beforeEach, expect, it } from 'vitest';
import { giveUpText } from '#src/conversation/give-up-text.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { DAY, HOUR } from '#src/platform/duration.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS, onDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const ABROAD = '+447400123456';
const ANN = '+27825550100';

onDatabases(LARGE_TEST_KINDS, (database, _kind, url) => {
  const db = () => database();
  beforeEach(async () => {
    await emptyWatch(db());
    await buildVolunteer(db(), { phone: ANN, name: 'Ann Botha', role: 'coordinator' });
  });
  const open = (env: Record<string, string> = {}) => TestWatch.open(url(), { env });
  const sentTo = async (phone: string): Promise<string[]> => {
    const rows = db()('outbox').where({ identity: phone }).whereNot({ status: 'cancelled' });
    return rows.orderBy('outboxId').pluck('payload');
  };

  it('fifty texts from abroad cost no SMS, and the coordinators read them', async () => {
    await using watch = await open();
    for (let texts = 0; texts < 50; texts += 1) {
      await watch.text(ABROAD, `hello number ${texts}`);
      watch.later(HOUR);
    }
    expect(await sentTo(ABROAD)).toEqual([]);
    const held = await db()('outbox').where({ identity: ABROAD }).distinct('channel', 'error');
    expect(held).toEqual([{ channel: 'sms', error: 'a text to a number outside CODE_PREFIXES' }]);
    expect((await sentTo(ANN)).length).toBeGreaterThan(0);
    expect(watch.errors).toEqual([]);
  });

  it('by WhatsApp one answer a day says that the number is not served', async () => {
    await using watch = await open();
    for (const words of ['hello', 'Peter Smith', 'code', 'hello?']) {
      await watch.text(`whatsapp:${ABROAD}`, words);
      watch.later(HOUR);
    }
    const answer =
      'Night Owls answers numbers that begin with +27 only. A coordinator can add yours. In danger text SOS or phone 112 (free) or 10111.';
    expect(await sentTo(ABROAD)).toEqual([answer]);
    watch.later(DAY);
    await watch.text(`whatsapp:${ABROAD}`, 'hello again');
    expect(await sentTo(ABROAD)).toEqual([answer, answer]);
  });

  it('no code leaves, and none is offered later', async () => {
    await using watch = await open();
    await watch.text(ABROAD, 'join');
    await watch.text(ABROAD, 'Peter Smith');
    watch.later(HOUR);
    await watch.services.timers.runDue();
    expect(await sentTo(ABROAD)).toEqual([]);
    expect(await db()('outbox').where({ messageType: 'otp' })).toEqual([]);
  });

  it('words of danger are answered each time, raise a case, and so is what follows', async () => {
    await using watch = await open();
    for (const words of ['SOS', 'they are at the door', 'sos sos', 'help']) await watch.text(ABROAD, words);
    expect(await sentTo(ABROAD)).toHaveLength(4);
    expect((await sentTo(ABROAD))[0]).toMatch(/^In danger phone 112/);
    expect(await db()('reports')).toHaveLength(1);
    expect((await sentTo(ANN))[0]).toMatch(/^SOS case \d+, .*NOT A MEMBER \+44 7400 123456/);
  });

  it('likely danger is asked about, and the answer counts', async () => {
    await using watch = await open();
    await watch.text(ABROAD, 'help my neighbour does not open');
    await watch.drain();
    await watch.text(ABROAD, 'it is the white house');
    await watch.drain();
    await watch.text(ABROAD, 'y');
    const told = await sentTo(ABROAD);
    expect(told).toHaveLength(3);
    expect(told[0]).toContain('Are you in danger?');
    expect(await db()('reports')).toHaveLength(1);
  });

  it('an attempt at handling that failed for good answers nobody abroad by SMS, unless it is about danger', async () => {
    await using watch = await open();
    for (const words of ['hello', 'SOS they are here']) {
      const { inboxId } = await watch.receive(ABROAD, words);
      await inTransaction(db(), (trx) => giveUpText(trx, watch.services.settings, inboxId));
    }
    expect(await sentTo(ABROAD)).toHaveLength(1);
    expect((await sentTo(ANN)).join('\n')).toContain('they are here');
  });

  it.each(['active', 'pending', 'suspended', 'unproved'] as const)(
    'a person whose status is %s is answered',
    async (status) => {
      await using watch = await open();
      await buildVolunteer(db(), { phone: ABROAD, status });
      await watch.text(ABROAD, 'hello');
      await watch.text(ABROAD, 'shifts');
      expect(await sentTo(ABROAD)).toHaveLength(2);
    },
  );

  it('a coordinator whom the operator named joins from abroad, and so does a number with a served prefix', async () => {
    await using watch = await open({ COORDINATOR_PHONES: ABROAD, CODE_PREFIXES: '+27,+264' });
    for (const phone of [ABROAD, '+264811234567']) {
      await watch.text(phone, 'join');
      await watch.text(phone, 'Peter Smith');
      expect((await sentTo(phone)).at(-1)).toMatch(/^\d{6} is your Night Owls code/);
    }
  });
});
