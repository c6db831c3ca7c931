import { beforeEach, expect, it } from 'vitest';
import { findCorrespondentAt } from '#src/messaging/thread/correspondent.ts';
import { createThreadPrinter } from '#src/messaging/thread/follow-thread.ts';
import { personLine } from '#src/messaging/thread/person-line.ts';
import { readThread } from '#src/messaging/thread/read-thread.ts';
import { threadLine } from '#src/messaging/thread/thread-line.ts';
import { HOUR, MINUTE } from '#src/platform/duration.ts';
import { findOptOut } from '#src/volunteers/numbers/opt-out.ts';
import { WATCH_ZONE } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const PHONE = '+27821234567';

onBothDatabases((db, _kind, url) => {
  beforeEach(() => emptyWatch(db()));

  const printerOf = ({ services: { transact } }: TestWatch, limit = 50) => {
    const lines: string[] = [];
    const read = (count: number) =>
      transact(async (trx) => {
        const person = await findCorrespondentAt(trx, PHONE);
        return person ? readThread(trx, person, { before: undefined, limit: count }) : [];
      });
    const lineOf = (item: Parameters<typeof threadLine>[0]) => threadLine(item, WATCH_ZONE);
    const printNews = createThreadPrinter({ read, limit, lineOf, print: (line) => void lines.push(line) });
    return {
      next: async () => {
        await printNews();
        return lines.splice(0);
      },
    };
  };

  it('is printed line by line with codes hidden, and then prints new and changed messages', async () => {
    await using watch = await TestWatch.open(url(), { ids: { oneTimeCode: () => '398300' } });
    await watch.text(PHONE, 'hello');
    watch.later(MINUTE);
    await watch.text(PHONE, 'Thandi Nkosi');
    watch.later(MINUTE);
    await watch.drain();
    const thread = printerOf(watch, 3);
    expect(await thread.next()).toEqual([
      expect.stringMatching(/^Fri 27 Nov 2026 12:00:00 < SMS: hello$/),
      expect.stringMatching(
        /^Fri 27 Nov 2026 12:01:00 > SMS: \*{6} is your Night Owls code.* \[sent, not yet reported/,
      ),
      'Fri 27 Nov 2026 12:01:00 < SMS: Thandi Nkosi',
    ]);
    expect(await thread.next()).toEqual([]);
    watch.later(HOUR);
    await watch.text(PHONE, '398 301');
    const { providerSid } = await db()('outbox').where({ codeId: null }).first();
    await watch.services.deliveryStatuses.record({ providerSid, status: 'undelivered', errorCode: '30003' });
    const news = await thread.next();
    expect(news.join('\n')).not.toMatch(/39830\d|398 301/);
    expect(news).toContain('Fri 27 Nov 2026 13:02:00 < SMS: ******');
    expect(news[0]).toMatch(/\[not delivered: the phone was off or out of reach for 60 minutes \(30003\)\]$/);
  });

  it('shows with a message what it asks, and with a text what it answered', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE }, body: 'Do you come?' });
    await watch.text(PHONE, 'hello');
    const lines = await watch.services.transact(async (trx) => {
      const person = await findCorrespondentAt(trx, PHONE);
      const items = person ? await readThread(trx, person, { before: undefined, limit: 9 }) : [];
      const describeAsk = ({ direction, at }: (typeof items)[number], localTime: (instant: Date) => string) =>
        direction === 'in' ? 'answers K7' : `open until ${localTime(new Date(at.getTime() + 14 * HOUR))}`;
      return items.map((item) => threadLine(item, WATCH_ZONE, describeAsk));
    });
    expect(lines).toContain('Fri 27 Nov 2026 12:00:00 < SMS: hello [answers K7]');
    expect(lines).toContainEqual(
      expect.stringMatching(/Do you come\? \[waiting.*\] \[open until Sat 28 Nov 02:00:00\]$/),
    );
  });

  it('names the person, says whether they are a member, and that they said STOP', async () => {
    await using watch = await TestWatch.open(url());
    const lineOf = () =>
      watch.services.transact(async (trx) => {
        const person = await findCorrespondentAt(trx, PHONE);
        const optedOutAt = await findOptOut(trx, PHONE);
        return person && personLine(person, { region: 'ZA', zone: WATCH_ZONE, optedOutAt });
      });
    expect(await lineOf()).toBeUndefined();
    await watch.queue({ to: { identity: PHONE } });
    expect(await lineOf()).toBe('082 123 4567 (not a member)');
    await watch.text(PHONE, 'stop');
    expect(await lineOf()).toBe('082 123 4567 (not a member; said STOP on Fri 27 Nov 2026 12:00)');
  });
});
