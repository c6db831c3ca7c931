import { beforeEach, expect, it } from 'vitest';
import { HOUR } from '#src/platform/duration.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const STRANGER = '+27829990001';
const MEMBER = '+27821239876';
/** A regular expression with separators between all digits took 20 s and more for each of these. */
const MOST_MS = 5_000;

onBothDatabases((database, _, url) => {
  const db = () => database();
  beforeEach(async () => {
    await emptyWatch(db());
    await buildVolunteer(db(), { name: 'Ann Botha', role: 'coordinator' });
  });

  async function forget(watch: TestWatch, from: string): Promise<number> {
    watch.later(2 * HOUR);
    await watch.text(from, 'FORGET ME');
    const begun = performance.now();
    await watch.text(from, 'Y47');
    await watch.services.timers.runDue();
    const took = performance.now() - begun;
    expect(await db()('forgotten_numbers')).toHaveLength(1);
    return took;
  }

  it('a stranger with an SOS and twelve texts of a number and brackets is forgotten at once', async () => {
    await using watch = await TestWatch.open(url(), { env: { SMS_PER_SECOND: '1000' } });
    await watch.text(STRANGER, 'SOS');
    for (const sign of ['(', ')', '-', ' .']) {
      for (const before of ['', '(', 'x ']) {
        await watch.text(STRANGER, `${before}0829990001 ${sign.repeat(1_600 / sign.length)}${before}`);
        watch.later(60_000);
      }
    }
    expect(await db()('report_additions')).not.toEqual([]);
    expect(await forget(watch, STRANGER)).toBeLessThan(MOST_MS);
    await watch.drain();
    await watch.services.retention.run(new AbortController().signal);
    expect(await db()('outbox').where('payload', 'like', '%999 0001%').pluck('payload')).toEqual([]);
    expect(watch.errors).toEqual([]);
  });

  it('a member with three reports of 4,000 characters is forgotten at once', async () => {
    await using watch = await TestWatch.open(url(), { env: { SMS_PER_SECOND: '1000' } });
    await buildVolunteer(db(), { name: 'Abcq Abcq', phone: MEMBER, verifiedAt: watch.now });
    for (const sign of ['(', ')', '-', ' ', '8']) {
      await watch.services.transact((trx) =>
        trx('reports').insert({
          caseNumber: 100 + sign.charCodeAt(0),
          userId: trx('users').where({ phone: MEMBER }).select('userId'),
          reporterIdentity: MEMBER,
          severity: 2,
          message: `Abcq ${sign.repeat(3_995)}`,
          createdAt: watch.now,
        }),
      );
      await watch.text(MEMBER, `report 2 Abcq ${sign.repeat(1_500)} 0821239876`);
      watch.later(60_000);
    }
    expect(await forget(watch, MEMBER)).toBeLessThan(MOST_MS);
    const messages: string[] = await db()('reports').pluck('message');
    expect(messages.filter((message) => message.includes('0821239876'))).toEqual([]);
    expect(messages).toContain(`Abcq ${'('.repeat(3_995)}`);
    expect(watch.errors).toEqual([]);
  });
});
