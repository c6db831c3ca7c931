import { beforeEach, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, listOutbox, TestWatch } from '#test/support/test-watch.ts';

onBothDatabases((db, _kind, url) => {
  let phone = '';
  beforeEach(async () => {
    await emptyWatch(db());
    phone = (await buildVolunteer(db())).phone ?? '';
  });

  /** Recipients of the messages that this test queued, without replies. */
  const recipientsOfQueued = async () => {
    const messages = await listOutbox(db());
    return messages.filter(({ payload }) => payload === 'hello').map(({ recipient }) => recipient);
  };

  it('a reply is sent on the channel of its text', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(`whatsapp:${phone}`, 'my');
    await watch.text(phone, 'my');
    await watch.drain();
    expect(watch.sender.attempts.map(({ to, channel }) => [to, channel])).toEqual([
      [`whatsapp:${phone}`, 'whatsapp'],
      [phone, 'sms'],
    ]);
  });

  it('a reply goes to the address as it came, however the provider writes the number', async () => {
    await using watch = await TestWatch.open(url());
    const mexican = await buildVolunteer(db(), { phone: '+525512345678' });
    await watch.text(`rcs:${phone}`, 'my');
    await watch.text('whatsapp:+5215512345678', 'my');
    await watch.queue({ to: { identity: mexican.phone ?? '' } });
    expect((await listOutbox(db())).map(({ recipient, identity }) => [recipient, identity])).toEqual([
      [`rcs:${phone}`, phone],
      ['whatsapp:+5215512345678', '+525512345678'],
      ['whatsapp:+5215512345678', '+525512345678'],
    ]);
  });

  it('an address in which an earlier version read no number belongs to its number from the next text on', async () => {
    await using watch = await TestWatch.open(url());
    const address = `rcs:${phone}`;
    const createdAt = watch.services.clock.now();
    await db()('addresses').insert({ address, identity: address, channel: 'sms', createdAt });
    await db()('conversations').insert({ identity: address, createdAt });
    await watch.text(address, 'my');
    expect(await listOutbox(db())).toEqual([expect.objectContaining({ recipient: address, identity: phone })]);
  });

  it('other messages are sent by WhatsApp within 23 hours of the last text there, and later by SMS', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: phone } });
    await watch.text(`whatsapp:${phone}`, 'hi');
    watch.later(23 * HOUR - 1);
    await watch.queue({ to: { identity: phone } });
    watch.later(1);
    await watch.queue({ to: { identity: phone } });
    expect(await recipientsOfQueued()).toEqual([phone, `whatsapp:${phone}`, phone]);
  });

  it('each text opens the WhatsApp window again, to the minute', async () => {
    await using watch = await TestWatch.open(url());
    const opened = watch.services.clock.now();
    for (const since of [30 * SECOND, MINUTE]) {
      await watch.text(`whatsapp:${phone}`, 'hi');
      watch.later(since);
    }
    const lastInbound = async () =>
      new Date((await db()('addresses').where({ channel: 'whatsapp' }).first()).lastInboundAt);
    expect(await lastInbound()).toEqual(opened);
    await watch.text(`whatsapp:${phone}`, 'hi');
    watch.later(23 * HOUR - 1);
    await watch.queue({ to: { identity: phone } });
    expect(await recipientsOfQueued()).toEqual([`whatsapp:${phone}`]);
  });

  it('a text by SMS does not open the WhatsApp window', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(`whatsapp:${phone}`, 'hi');
    watch.later(24 * HOUR);
    await watch.text(phone, 'hi');
    await watch.queue({ to: { identity: phone } });
    expect(await recipientsOfQueued()).toEqual([phone]);
  });

  it('an idempotency key is queued once, even by concurrent transactions', async () => {
    await using watch = await TestWatch.open(url());
    const queue = () => watch.queue({ to: { identity: phone }, key: 'reminder_24h:1' });
    await Promise.all(Array.from({ length: 10 }, queue));
    await queue();
    expect(await listOutbox(db())).toHaveLength(1);
  });
});
