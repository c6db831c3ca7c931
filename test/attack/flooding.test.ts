import { beforeEach, expect, it } from 'vitest';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS, onDatabases } from '#test/support/databases.ts';
import { emptyWatch, listOutbox, TestWatch } from '#test/support/test-watch.ts';

const ALONE = 3;
const MOST = 25;

onDatabases(LARGE_TEST_KINDS, (db, _kind, url) => {
  let coordinators: User[];
  beforeEach(async () => {
    await emptyWatch(db());
    coordinators = [];
    for (const name of ['Ann Botha', 'Joseph Dube']) {
      coordinators.push(await buildVolunteer(db(), { name, role: 'coordinator' }));
    }
  });

  const openWatch = async () => {
    const watch = await TestWatch.open(url());
    watch.now = at('2026-11-27T23:00');
    return watch;
  };

  async function sentTo(reader: User): Promise<Outbound[]> {
    return (await listOutbox(db())).filter(
      ({ identity, status }) => identity === reader.phone && status !== 'cancelled',
    );
  }

  /** What each coordinator gets: all get the same. */
  async function toldToEach(): Promise<{ alone: Outbound[]; summaries: Outbound[] }> {
    const [first, second] = [await sentTo(coordinators[0] as User), await sentTo(coordinators[1] as User)];
    expect(second.map(({ payload }) => payload)).toEqual(first.map(({ payload }) => payload));
    return { alone: first.filter((one) => !one.summaryOf), summaries: first.filter((one) => one.summaryOf) };
  }

  const countIn = (summaries: Outbound[]) =>
    summaries.reduce((sum, { summaryOf }) => sum + (JSON.parse(summaryOf ?? '{}') as { count: number }).count, 0);

  const minutesBetween = (summaries: Outbound[]) =>
    summaries.slice(1).map(({ dueAt }, index) => Number(dueAt) - Number(summaries[index]?.dueAt));

  it('61 texts of a stranger become 25 texts to a coordinator at most, and one more a minute', async () => {
    await using watch = await openWatch();
    await watch.text('whatsapp:+27835550001', 'SOS they are breaking in');
    for (let count = 1; count <= 60; count += 1) {
      watch.later(2 * SECOND);
      await watch.text('whatsapp:+27835550001', `there are ${count} of them at the gate`);
    }
    const { alone, summaries } = await toldToEach();
    expect(alone[0]?.payload).toContain('they are breaking in');
    expect(alone.length).toBeLessThanOrEqual(MOST);
    expect(alone.length).toBeGreaterThan(MOST - ALONE);
    expect(summaries.length).toBeLessThanOrEqual(3);
    expect(minutesBetween(summaries).every((gap) => gap >= MINUTE)).toBe(true);
    expect(alone.length + countIn(summaries)).toBe(61);
    const { caseNumber } = await db()('reports').first();
    expect(summaries.at(-1)?.payload).toBe(
      `${JSON.parse(summaries.at(-1)?.summaryOf ?? '').count} more from 083 555 0001, too many to send. SHOW ${caseNumber} shows the newest case.`,
    );
    expect(await db()('reportAdditions')).toHaveLength(60);
  });

  it('says that the coordinators have words only if these words go to them', async () => {
    await using watch = await openWatch();
    const { phone } = await buildVolunteer(db(), { name: 'Thandi Nkosi' });
    await watch.text(phone ?? '', 'SOS they are breaking in');
    for (let count = 1; count <= 30; count += 1) await watch.text(phone ?? '', `there are ${count} of them`);
    const payloads = (await sentTo(coordinators[0] as User)).map(({ payload }) => payload);
    const answers = (await listOutbox(db())).filter(({ identity }) => identity === phone).slice(1);
    expect(answers.length).toBe(30);
    for (const [index, { payload }] of answers.entries()) {
      const isTold = payloads.some((body) => body.includes(`there are ${index + 1} of them`));
      expect(payload.includes('only see that there is more')).toBe(!isTold);
    }
    expect(answers.at(-1)?.payload).toContain('only see that there is more');
  });

  it('a new alarm comes through, whatever its sender texted before', async () => {
    await using watch = await openWatch();
    const { phone } = await buildVolunteer(db(), { name: 'Thandi Nkosi' });
    await watch.text(phone ?? '', 'report 2 men with torches');
    for (let count = 1; count <= 40; count += 1) await watch.text(phone ?? '', `there are ${count} of them`);
    // long enough for the case to be over, and soon enough for the limit
    watch.later(9 * MINUTE);
    await db()('conversations').update({ context: null, place: null, version: null });
    await watch.text(phone ?? '', 'SOS he has a gun');
    const { alone } = await toldToEach();
    expect(alone.at(-1)?.payload).toMatch(/^SOS case .*he has a gun/);
    expect(alone.length).toBeLessThanOrEqual(MOST);
  });

  it('of 40 strangers who call for help at once, three are announced alone and all others in one growing text', async () => {
    await using watch = await openWatch();
    for (let count = 10; count < 50; count += 1) {
      watch.later(SECOND);
      await watch.text(`+278355500${count}`, 'SOS help me');
    }
    const { alone, summaries } = await toldToEach();
    expect(alone.map(({ payload }) => payload)).toEqual(
      ['10', '11', '12'].map((end) => expect.stringContaining(`NOT A MEMBER 083 555 00${end}`)),
    );
    expect(summaries).toHaveLength(2);
    expect(countIn(summaries)).toBe(37);
    expect(summaries.every(({ rank }) => rank === 0)).toBe(true);
    expect(summaries[1]?.payload).toMatch(
      /^SOS, 36 more texts from strangers\. Case \d+: 083 555 0014\. .* And more\. ACK/,
    );
    expect(await db()('reports').where({ severity: 2 })).toHaveLength(40);
    const answers = (await listOutbox(db())).filter(({ identity }) => identity.startsWith('+278355500'));
    expect(answers.filter(({ payload }) => payload.includes('We are alerting'))).toHaveLength(ALONE);
    expect(answers.filter(({ payload }) => payload.includes('Yours is saved'))).toHaveLength(37);
  });

  it('what the others of 40 strangers add comes in the growing text too', async () => {
    await using watch = await openWatch();
    for (let count = 10; count < 20; count += 1) await watch.text(`+278355500${count}`, 'SOS help me');
    for (let count = 10; count < 20; count += 1) await watch.text(`+278355500${count}`, 'in the yellow house');
    const { alone, summaries } = await toldToEach();
    expect(alone).toHaveLength(2 * ALONE);
    expect(countIn(summaries)).toBe(14);
  });

  it('ten minutes later the next alarm of a stranger is announced alone again', async () => {
    await using watch = await openWatch();
    for (let count = 10; count < 16; count += 1) await watch.text(`+278355500${count}`, 'SOS help me');
    watch.later(10 * MINUTE);
    await watch.text('+27835550099', 'SOS fire at the school');
    expect((await toldToEach()).alone.at(-1)?.payload).toContain('fire at the school');
  });

  it('strangers who say other things are limited together, and danger in their words still leads to an alarm', async () => {
    await using watch = await openWatch();
    for (let count = 100; count < 160; count += 1) {
      await watch.text(`+27835550${count}`, `please tell me the way to number ${count}`);
    }
    const { alone, summaries } = await toldToEach();
    expect(alone.length).toBeLessThanOrEqual(MOST - ALONE);
    expect(alone.length).toBeGreaterThan(10);
    expect(summaries[0]?.payload).toBe('1 more from numbers that are not members, too many to send.');
    await watch.text('+27835559999', 'i think somebody follows me with a knife');
    watch.later(3 * MINUTE);
    await watch.services.timers.runDue();
    expect((await toldToEach()).alone.at(-1)?.payload).toMatch(/NOT A MEMBER 083 555 9999/);
  });

  it('booking and dropping 40 times with the same buddy sends the buddy 25 texts at most', async () => {
    await using watch = await openWatch();
    watch.now = at('2026-11-26T10:00');
    await buildSchedule(db());
    const { phone } = await buildVolunteer(db(), { name: 'Sipho Mokoena' });
    const victim = await buildVolunteer(db(), { name: 'Nomsa Dlamini' });
    for (let count = 0; count < 40; count += 1) {
      watch.later(SECOND);
      await watch.text(phone ?? '', `book sat 00:00 with ${victim.phone}`);
      await watch.drain();
      await watch.text(phone ?? '', 'drop');
      await watch.text(phone ?? '', 'y');
      await watch.drain();
    }
    const sent = watch.sender.bodiesTo(victim.phone ?? '');
    expect(sent.length).toBeGreaterThan(MOST - ALONE);
    watch.later(HOUR);
    await watch.drain();
    const bodies = watch.sender.bodiesTo(victim.phone ?? '');
    expect(bodies.length).toBeLessThanOrEqual(MOST + 2);
    expect(bodies.at(-1)).toMatch(/^Sipho M made \d+ more changes, too many to send\. MY shows your shifts\.$/);
  });
});
