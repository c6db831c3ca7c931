import { beforeEach, expect, it } from 'vitest';
import type { HttpCall } from '#src/http/framework/context.ts';
import { acceptMessage } from '#src/http/webhooks/accept-message.ts';
import { randomIds } from '#src/platform/ids.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { callStacksOf } from '#test/support/call-stack.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

/** With the webhook's handler and the function that books. A reader who follows a text opens no more functions than these. */
const MOST_FRAMES = 9;

const OUTERMOST = ['acceptMessage', 'handleTexts'];

onBothDatabases((db, _kind, url) => {
  let phone = '';
  beforeEach(async () => {
    await emptyWatch(db());
    await buildSchedule(db());
    phone = (await buildVolunteer(db())).phone ?? '';
  });

  /** The functions that wait while a slot is booked: `bookSlot` asks for the ref of the new booking. */
  const bookingStacks = (bodies: string[], { failures = 0 } = {}) =>
    callStacksOf(async (pauseHere) => {
      let asked = 0;
      const ref = (length: number) => {
        pauseHere();
        asked += 1;
        if (asked <= failures) throw new Error('no ref');
        return randomIds.ref(length);
      };
      await using watch = await TestWatch.open(url(), { ids: { ref } });
      const ctx = { services: watch.services } as HttpCall;
      for (const body of bodies) {
        const form = { MessageSid: randomIds.sid('SM'), From: phone, To: '+27600000001', Body: body };
        await acceptMessage(ctx, form);
        await watch.services.conversations.settled();
      }
    });

  it.each([
    ['that names the shift and the buddy', ['book sat 00:00 with nomsa'], 0],
    ['that answers who comes along', ['shifts', '1', 'nomsa'], 0],
    ['that is tried a second time', ['book sat 00:00 with nomsa'], 1],
  ])('nine functions at most stand between a text %s and its booking', async (_which, bodies, failures) => {
    const stacks = await bookingStacks(bodies, { failures });
    expect(stacks).toHaveLength(1 + failures);
    for (const [tries, stack] of stacks.entries()) {
      const fromRule = stack.slice(stack.indexOf('bookSlot'));
      expect(fromRule[0]).toBe('bookSlot');
      expect(fromRule).toEqual(expect.arrayContaining(['takeTurn', 'inTransaction']));
      // after the pause before another try, the engine may have forgotten the webhook, where nobody waits any more
      expect(tries === 0 ? OUTERMOST.slice(0, 1) : OUTERMOST).toContain(fromRule.at(-1));
      expect(fromRule.length, fromRule.join(' < ')).toBeLessThanOrEqual(MOST_FRAMES);
    }
    expect(await db()('bookings')).toHaveLength(1);
  });
});
