import { beforeEach, expect, it } from 'vitest';
import type { DeliveryStatus } from '#src/messaging/delivery-status/delivery-status.ts';
import type { SendOutcome } from '#src/messaging/sender.ts';
import { SECOND } from '#src/platform/duration.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const PHONE = '+27831112222';
const TIMED_OUT: SendOutcome = { outcome: 'unknown', code: 'timeout', reason: 'no answer' };

interface Report {
  status: DeliveryStatus;
  errorCode?: string;
}

const STORIES: Record<string, Report[]> = {
  read: [{ status: 'queued' }, { status: 'sending' }, { status: 'sent' }, { status: 'delivered' }, { status: 'read' }],
  delivered: [{ status: 'queued' }, { status: 'sent' }, { status: 'delivered' }, { status: 'delivered' }],
  undelivered: [{ status: 'sending' }, { status: 'sent' }, { status: 'undelivered', errorCode: '30005' }],
  failed: [{ status: 'queued' }, { status: 'failed', errorCode: '30007' }, { status: 'failed', errorCode: '30007' }],
};

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((first, index) => permutations(items.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

onBothDatabases((db, _kind, url) => {
  beforeEach(() => emptyWatch(db()));

  const row = () => db()('outbox').first();
  const openWithSent = async (outcome?: SendOutcome) => {
    const watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    if (outcome) watch.sender.answerInTurn(outcome);
    await watch.drain();
    return { watch, outboxId: (await row()).outboxId as number };
  };

  it.each(Object.entries(STORIES))('reports that end in %s do so in whatever order they come', async (end, story) => {
    const { watch, outboxId } = await openWithSent();
    const errorCode = story.find((report) => report.errorCode)?.errorCode ?? null;
    for (const reports of permutations(story)) {
      await db()('outbox').update({ deliveryStatus: null, errorCode: null });
      for (const report of reports) {
        await watch.services.deliveryStatuses.record({ ...report, providerSid: 'SMsent1', outboxId });
      }
      expect(await row()).toMatchObject({ status: 'sent', deliveryStatus: end, providerSid: 'SMsent1', errorCode });
    }
    await watch[Symbol.asyncDispose]();
  });

  it('concurrent updates end in the same status', async () => {
    const { watch } = await openWithSent();
    const report = (status: DeliveryStatus) =>
      watch.services.deliveryStatuses.record({ providerSid: 'SMsent1', status });
    await Promise.all((['read', 'sent', 'delivered', 'queued', 'sending', 'sent'] as const).map(report));
    expect(await row()).toMatchObject({ status: 'sent', deliveryStatus: 'read' });
    await watch[Symbol.asyncDispose]();
  });

  it('an update about an unknown message changes nothing', async () => {
    const { watch } = await openWithSent();
    await watch.services.deliveryStatuses.record({ providerSid: 'SMother', status: 'failed' });
    await watch.services.deliveryStatuses.record({ providerSid: 'SMother', status: 'failed', outboxId: 999_999 });
    expect(await row()).toMatchObject({ deliveryStatus: null, providerSid: 'SMsent1' });
    await watch[Symbol.asyncDispose]();
  });

  it('an update settles an unclear send, which is then neither looked up nor sent again', async () => {
    const { watch, outboxId } = await openWithSent(TIMED_OUT);
    await watch.services.deliveryStatuses.record({ providerSid: 'SMearly', status: 'sent', outboxId });
    expect(await row()).toMatchObject({ status: 'sent', deliveryStatus: 'sent', providerSid: 'SMearly', error: null });
    watch.later(15 * SECOND);
    await watch.drain();
    expect(watch.sender.lookUps).toEqual([]);
    expect(watch.sender.attempts).toHaveLength(1);
    await watch[Symbol.asyncDispose]();
  });

  it('an update that comes before the answer is kept, with its error', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    watch.sender.answer = async ({ outboxId }) => {
      const report = { providerSid: 'SMsame', status: 'undelivered', errorCode: '30005', outboxId } as const;
      await watch.services.deliveryStatuses.record(report);
      return { outcome: 'accepted', providerSid: 'SMsame' };
    };
    await watch.drain();
    expect(await row()).toMatchObject({
      status: 'sent',
      deliveryStatus: 'undelivered',
      providerSid: 'SMsame',
      errorCode: '30005',
    });
  });

  it('an update that comes before an unclear outcome settles it', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    watch.sender.answer = async ({ outboxId }) => {
      await watch.services.deliveryStatuses.record({ providerSid: 'SMearly', status: 'sent', outboxId });
      return TIMED_OUT;
    };
    await watch.drain();
    expect(await row()).toMatchObject({ status: 'sent', providerSid: 'SMearly' });
  });

  it('an update that comes after the look-up found nothing still stops the second copy', async () => {
    const { watch, outboxId } = await openWithSent(TIMED_OUT);
    watch.sender.answerInTurn({ outcome: 'retry', code: '20429', reason: 'too many requests' });
    watch.later(15 * SECOND);
    await watch.drain();
    expect(await row()).toMatchObject({ status: 'queued', attempts: 2 });
    await watch.services.deliveryStatuses.record({ providerSid: 'SMlate', status: 'delivered', outboxId });
    watch.later(60 * SECOND);
    await watch.drain();
    expect(watch.sender.attempts).toHaveLength(2);
    expect(await row()).toMatchObject({ status: 'sent', deliveryStatus: 'delivered', providerSid: 'SMlate' });
    await watch[Symbol.asyncDispose]();
  });

  it('an update that comes while the second copy is claimed stops it too', async () => {
    const { watch, outboxId } = await openWithSent(TIMED_OUT);
    await db()('outbox').update({ status: 'queued' });
    watch.later(15 * SECOND);
    await watch.claim(db());
    await watch.services.deliveryStatuses.record({ providerSid: 'SMlate', status: 'sent', outboxId });
    watch.later(30 * SECOND);
    await watch.drain();
    expect(await row()).toMatchObject({ status: 'sent', leaseExpiresAt: null });
    expect(watch.sender.attempts).toHaveLength(1);
    await watch[Symbol.asyncDispose]();
  });

  it('the failure of a copy that was given up does not count against the one that follows', async () => {
    const { watch, outboxId } = await openWithSent(TIMED_OUT);
    watch.later(15 * SECOND);
    await watch.drain();
    const { record } = watch.services.deliveryStatuses;
    await record({ providerSid: 'SMfirst', status: 'failed', errorCode: '30008', outboxId });
    await record({ providerSid: 'SMsent1', status: 'delivered', outboxId });
    expect(await row()).toMatchObject({ providerSid: 'SMsent1', deliveryStatus: 'delivered', errorCode: null });
    await watch[Symbol.asyncDispose]();
  });

  it('an opt-out that only an update reports is obeyed', async () => {
    const { watch, outboxId } = await openWithSent();
    const report = { providerSid: 'SMsent1', status: 'undelivered', errorCode: '21610', outboxId } as const;
    await watch.services.deliveryStatuses.record(report);
    await watch.queue({ to: { identity: PHONE } });
    await watch.drain();
    expect(watch.sender.attempts).toHaveLength(1);
    await watch[Symbol.asyncDispose]();
  });
});
