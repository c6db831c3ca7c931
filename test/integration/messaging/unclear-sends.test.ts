import { beforeEach, expect, it } from 'vitest';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import type { SendOutcome } from '#src/messaging/sender.ts';
import { MINUTE, SECOND } from '#src/platform/duration.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const PHONE = '+27831112222';
const TIMED_OUT: SendOutcome = { outcome: 'unknown', code: 'timeout', reason: 'no answer' };

onBothDatabases((db, _kind, url) => {
  beforeEach(() => emptyWatch(db()));

  const row = () => db()('outbox').first();
  const rows = () => db()('outbox').orderBy('outboxId');

  it('a message claimed by a dead process is queued again when its lease has expired', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    await watch.claim(db());
    watch.later(30 * SECOND - 1);
    expect(await watch.drain()).toBe(0);
    watch.later(1);
    expect(await watch.drain()).toBe(1);
    expect(await row()).toMatchObject({ status: 'sent', attempts: 2 });
    expect(watch.sender.lookUps).toEqual([]);
  });

  it('a message that killed five processes is a dead letter', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    for (let death = 0; death < 5; death += 1) {
      await watch.claim(db());
      watch.later(30 * SECOND);
      await db()('outbox').update({ status: 'queued' });
    }
    await watch.drain();
    expect(watch.sender.attempts).toEqual([]);
    expect(await row()).toMatchObject({ status: 'failed', error: 'no attempt left' });
  });

  it('a message that a dead process was sending may have been sent, so it is looked up first', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    const startedAt = watch.now;
    // the answer of this attempt never comes
    watch.sender.answer = () => {
      throw new Error('died');
    };
    await watch.drain();
    expect(await row()).toMatchObject({ status: 'sending' });
    watch.sender.answer = () => watch.sender.accepted();
    watch.later(30 * SECOND);
    await watch.drain();
    expect(watch.sender.lookUps).toEqual([expect.objectContaining({ attemptedAt: startedAt })]);
    expect(watch.sender.attempts).toHaveLength(2);
    expect(await row()).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('another message with the same words that is just being sent is not taken for it', async () => {
    await using watch = await TestWatch.open(url());
    watch.sender.answerInTurn(TIMED_OUT);
    await watch.queue({ to: { identity: PHONE }, body: 'No shifts.' });
    await watch.drain();
    const accepted = Promise.withResolvers<SendOutcome>();
    watch.sender.answer = () => accepted.promise;
    await watch.queue({ to: { identity: PHONE }, body: 'No shifts.' });
    watch.sender.found = () => ({ outcome: 'found', providerSid: 'SMsecond' });
    const draining = watch.drain();
    await expect.poll(() => watch.sender.attempts.length).toBe(2);
    // another process polls meanwhile
    await using other = await TestWatch.open(url(), { sender: watch.sender });
    watch.later(15 * SECOND);
    other.now = watch.now;
    await other.drain();
    expect((await rows()).map(({ status }) => status)).toEqual(['unknown', 'sending']);
    accepted.resolve({ outcome: 'accepted', providerSid: 'SMsecond' });
    await draining;
    watch.sender.found = () => ({ outcome: 'absent' });
    watch.sender.answer = () => watch.sender.accepted();
    watch.later(MINUTE);
    await watch.drain();
    expect((await rows()).map(({ status, providerSid }) => [status, providerSid])).toEqual([
      ['sent', 'SMsent1'],
      ['sent', 'SMsecond'],
    ]);
  });

  it('if several messages with the same words find the same one, only one counts as sent', async () => {
    await using watch = await TestWatch.open(url());
    for (let index = 0; index < 4; index += 1) {
      watch.sender.answerInTurn(TIMED_OUT);
      await watch.queue({ to: { identity: PHONE }, body: 'No shifts.' });
      await watch.drain();
    }
    const all = Promise.withResolvers<void>();
    watch.sender.found = async () => {
      if (watch.sender.lookUps.length === 4) all.resolve();
      await all.promise;
      return { outcome: 'found', providerSid: 'SMfound' };
    };
    watch.later(15 * SECOND);
    await watch.drain();
    expect((await rows()).map(({ providerSid }) => providerSid).sort()).toEqual(['SMfound', null, null, null]);
  });

  const UNCLEAR: [MessageType, number][] = [
    ['answer', 15 * SECOND],
    ['otp', 15 * SECOND],
    ['reminder_2h', 10 * MINUTE],
    ['shift_notice', 10 * MINUTE],
  ];

  it.each(UNCLEAR)('an unclear %s is looked up after %d ms, and not before', async (messageType, delay) => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE }, messageType });
    watch.sender.answerInTurn(TIMED_OUT);
    watch.sender.found = () => ({ outcome: 'found', providerSid: 'SMfound' });
    await watch.drain();
    expect(await row()).toMatchObject({ status: 'unknown' });
    watch.later(delay - 1);
    await watch.drain();
    expect(watch.sender.lookUps).toEqual([]);
    watch.later(1);
    await watch.drain();
    expect(watch.sender.lookUps).toHaveLength(1);
    expect(await row()).toMatchObject({ status: 'sent', providerSid: 'SMfound', error: null, errorCode: null });
    expect(watch.sender.attempts).toHaveLength(1);
  });

  it('an unclear answer that the provider does not have is sent again', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    watch.sender.answerInTurn(TIMED_OUT);
    await watch.drain();
    watch.later(15 * SECOND);
    await watch.drain();
    expect(watch.sender.attempts).toHaveLength(2);
    expect(await row()).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('a code that may have been sent is never sent again', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE }, messageType: 'otp' });
    watch.sender.answerInTurn(TIMED_OUT);
    await watch.drain();
    watch.later(15 * SECOND);
    await watch.drain();
    expect(watch.sender.attempts).toHaveLength(1);
    expect(await row()).toMatchObject({ status: 'failed', error: 'a code is not sent again' });
  });

  it('a person whose code was not sent is offered another one, unless it arrived all the same', async () => {
    const joining = async (phone: string) => {
      const watch = await TestWatch.open(url());
      await watch.text(phone, 'hello');
      await watch.drain();
      await watch.text(phone, 'Thandi Nkosi');
      watch.sender.answerInTurn(TIMED_OUT);
      await watch.drain();
      return watch;
    };
    await using lost = await joining(PHONE);
    lost.later(15 * SECOND);
    await lost.drain();
    expect(lost.sender.bodiesTo(PHONE).slice(2)).toEqual([
      'Our last code may not have reached you. Text CODE for a new one.',
    ]);
    const other = '+27833334444';
    await using came = await joining(other);
    const code = /^\d{6}/.exec(came.sender.bodiesTo(other).at(-1) ?? '')?.[0] ?? '';
    await came.text(other, code);
    came.later(15 * SECOND);
    await came.drain();
    expect(came.sender.bodiesTo(other).slice(2)).toEqual([expect.stringMatching(/^You're in/)]);
  });

  it('a person whose code expired before it was sent is offered another one, once', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(PHONE, 'hello');
    await watch.text(PHONE, 'Thandi Nkosi');
    watch.later(10 * MINUTE);
    for (let time = 0; time < 2; time += 1) await watch.services.timers.runDue();
    await watch.drain();
    expect(watch.sender.bodiesTo(PHONE)).toEqual([
      expect.stringMatching(/^Welcome to Night Owls\./),
      'Our last code may not have reached you. Text CODE for a new one.',
    ]);
  });

  it('if the provider cannot be asked, the message stays unclear and is looked up later', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    watch.sender.answerInTurn(TIMED_OUT);
    watch.sender.found = () => ({ outcome: 'unavailable', reason: 'no connection' });
    await watch.drain();
    watch.later(15 * SECOND);
    await watch.drain();
    expect(await row()).toMatchObject({ status: 'unknown' });
    watch.sender.found = () => ({ outcome: 'found', providerSid: 'SMfound' });
    watch.later(MINUTE);
    await watch.drain();
    expect(await row()).toMatchObject({ status: 'sent', providerSid: 'SMfound' });
    expect(watch.sender.attempts).toHaveLength(1);
  });

  it('a look-up that fails delays nothing else, and is repeated when its lease has expired', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    watch.sender.answerInTurn(TIMED_OUT);
    watch.sender.found = () => {
      throw new Error('broken');
    };
    await watch.drain();
    watch.later(15 * SECOND);
    await watch.queue({ to: { identity: '+27833334444' } });
    await watch.drain();
    expect(watch.sender.bodiesTo('+27833334444')).toHaveLength(1);
    watch.sender.found = () => ({ outcome: 'found', providerSid: 'SMfound' });
    watch.later(30 * SECOND);
    await watch.drain();
    expect(await row()).toMatchObject({ status: 'sent' });
  });

  it('two processes look up an unclear message once', async () => {
    await using one = await TestWatch.open(url());
    await using other = await TestWatch.open(url(), { sender: one.sender });
    await one.queue({ to: { identity: PHONE } });
    one.sender.answerInTurn(TIMED_OUT);
    await one.drain();
    for (const watch of [one, other]) watch.later(15 * SECOND);
    await Promise.all([one.drain(), other.drain(), one.drain(), other.drain()]);
    expect(one.sender.lookUps).toHaveLength(1);
    expect(one.sender.attempts).toHaveLength(2);
  });

  it('an acceptance that comes after the lease has expired settles the message all the same', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    const answer = Promise.withResolvers<SendOutcome>();
    watch.sender.answer = () => answer.promise;
    const slow = watch.drain();
    await expect.poll(async () => (await row()).status).toBe('sending');
    watch.later(30 * SECOND);
    await using other = await TestWatch.open(url());
    other.now = watch.now;
    other.sender.found = () => ({ outcome: 'unavailable', reason: 'no connection' });
    await other.drain();
    expect(await row()).toMatchObject({ status: 'unknown' });
    answer.resolve({ outcome: 'accepted', providerSid: 'SMlate' });
    await slow;
    expect(await row()).toMatchObject({ status: 'sent', providerSid: 'SMlate' });
  });

  it('a message that stays unclear for five attempts is a dead letter', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    watch.sender.answer = () => TIMED_OUT;
    for (let round = 0; round < 8; round += 1) {
      await watch.drain();
      watch.later(15 * SECOND);
    }
    expect(watch.sender.attempts).toHaveLength(5);
    expect(await row()).toMatchObject({ status: 'failed', error: 'did not leave, and has no attempt left' });
  });
});
