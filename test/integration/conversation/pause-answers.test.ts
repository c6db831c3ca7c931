import { beforeEach, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, listOutbox, TestWatch } from '#test/support/test-watch.ts';

const PAUSED = expect.stringMatching(/^You sent us very many texts, so we stop replying for a few minutes\./);
const HELD_BACK = { status: 'cancelled', error: 'too many texts from this number' };

onBothDatabases((db, _kind, url) => {
  let phone = '';
  let coordinator = '';
  beforeEach(async () => {
    await emptyWatch(db());
    await db()('uptimes').delete();
    phone = (await buildVolunteer(db())).phone ?? '';
    coordinator = (await buildVolunteer(db(), { role: 'coordinator' })).phone ?? '';
  });

  /** Texts that come a second apart, each handled before the next. */
  const textAll = async (watch: TestWatch, bodies: string[]) => {
    for (const body of bodies) {
      await watch.text(phone, body);
      watch.later(SECOND);
    }
  };
  const same = (count: number, body = 'my') => Array.from({ length: count }, () => body);
  const various = (count: number) => Array.from({ length: count }, (_, index) => `what about number ${index}`);
  const answers = async () => {
    const rows = await listOutbox(db());
    return rows.filter(({ recipient, status }) => recipient === phone && status !== 'cancelled').map(bodyOf);
  };

  it('the twenty-first of the same text is handled and not answered; the sender and the coordinators are told once', async () => {
    await using watch = await TestWatch.open(url());
    await textAll(watch, same(25));
    expect(await answers()).toHaveLength(20 + 1);
    expect((await answers()).at(-1)).toEqual(PAUSED);
    const kept = (await listOutbox(db())).filter(({ status }) => status === 'cancelled');
    expect(kept).toHaveLength(5);
    for (const row of kept) expect(row).toMatchObject(HELD_BACK);
    expect(await db()('inbox').whereNull('handledAt')).toEqual([]);
    const told = (await listOutbox(db())).filter(({ recipient }) => recipient === coordinator).map(bodyOf);
    expect(told).toEqual([
      expect.stringMatching(/ sends the same text again and again\. We stop replying until that ends/),
    ]);
    expect(await db()('inbox').where({ needsPerson: true })).toHaveLength(1);
    expect(await db()('liveEvents').where({ type: 'needs_person' })).toHaveLength(1);
    await watch.drain();
    expect(watch.sender.bodiesTo(phone)).toHaveLength(21);
  });

  it('the thirty-first of any texts is not answered either, on any channel', async () => {
    await using watch = await TestWatch.open(url());
    for (const [index, body] of various(40).entries()) await watch.text(index % 2 ? phone : `whatsapp:${phone}`, body);
    const sent = (await listOutbox(db())).filter(({ identity, status }) => identity === phone && status === 'queued');
    expect(sent).toHaveLength(30 + 1);
  });

  it('two processes count together, and a restart forgets nothing', async () => {
    const one = await TestWatch.open(url());
    await using other = await TestWatch.open(url());
    for (let time = 0; time < 10; time += 1) {
      await one.text(phone, 'my');
      await other.text(phone, 'my');
    }
    await one[Symbol.asyncDispose]();
    await using next = await TestWatch.open(url());
    await textAll(next, same(3));
    expect(await answers()).toHaveLength(20 + 1);
  });

  it('SOS, REPORT, photos and additions to a case are still answered', async () => {
    await using watch = await TestWatch.open(url());
    await textAll(watch, [...same(21), 'report', '1', 'a car at the gate', 'sos', 'he comes closer']);
    const form = { from: phone, to: '+27600000001', channel: 'sms', body: '', raw: '{}' } as const;
    const attachments = [{ kind: 'photo', url: 'https://api.twilio.com/a', contentType: 'image/jpeg' }] as const;
    const photo = { ...form, attachments: [...attachments], providerSid: 'SMphoto' };
    const { conversationId } = await watch.services.inbox.receive(photo);
    await watch.services.conversations.advance(conversationId);
    expect((await answers()).slice(21)).toEqual([
      expect.stringMatching(/^How serious is it\?/),
      expect.stringMatching(/^Case \d+: suspicious/),
      expect.stringMatching(/^Added to case/),
      expect.stringMatching(/We are alerting 1 coordinator/),
      expect.stringMatching(/^Added to case/),
      expect.stringMatching(/^Photo added to case/),
    ]);
    await textAll(watch, ['back', 'shifts']);
    expect(await answers()).toHaveLength(21 + 6);
  });

  it('the same addition to a case, again and again, counts as a machine, too', async () => {
    await using watch = await TestWatch.open(url());
    await textAll(watch, ['sos', ...same(30, 'I do not understand')]);
    expect(await answers()).toHaveLength(1 + 20 + 1);
  });

  it('REPORT from a sender who is not a member is still answered', async () => {
    await using watch = await TestWatch.open(url());
    phone = '+27839990000';
    await textAll(watch, [...same(22, 'hello'), 'report 1 a car']);
    expect(await answers()).toHaveLength(20 + 1 + 1);
  });

  it('the pause ends when no more than ten texts came in five minutes', async () => {
    await using watch = await TestWatch.open(url());
    await textAll(watch, same(21));
    watch.later(4 * MINUTE);
    await textAll(watch, same(5, 'shifts'));
    expect(await answers()).toHaveLength(21);
    watch.later(MINUTE);
    await textAll(watch, ['shifts']);
    expect(await answers()).toHaveLength(22);
    expect(await db()('conversations').select('answersPausedAt')).toEqual([{ answersPausedAt: null }]);
  });

  it('each text that waited through an outage is answered', async () => {
    const before = await TestWatch.open(url());
    await before.services.uptime.mark();
    for (const body of same(40)) await before.receive(phone, body);
    await before[Symbol.asyncDispose]();
    await using watch = await TestWatch.open(url());
    watch.later(6 * HOUR);
    await watch.services.uptime.mark();
    await watch.services.conversations.catchUp({ all: true });
    expect(await answers()).toHaveLength(40);
  });

  it('texts that come all at once after an outage are answered, and then texts count again', async () => {
    await using watch = await TestWatch.open(url());
    await watch.services.uptime.mark();
    watch.later(6 * HOUR);
    await watch.services.uptime.mark();
    await textAll(watch, various(40));
    expect(await answers()).toHaveLength(40);
    watch.later(5 * MINUTE);
    await textAll(watch, same(25));
    expect(await answers()).toHaveLength(40 + 20 + 1);
  });
});

function bodyOf({ payload }: { payload: string }): string {
  return payload;
}
