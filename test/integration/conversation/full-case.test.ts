import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { MOST_ADDITIONS } from '#src/reports/is-full.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, listOutbox, TestWatch } from '#test/support/test-watch.ts';

const STRANGER = '+27839990000';

onBothDatabases((database, _kind, url) => {
  let watch: TestWatch;
  let thandi: User;
  let ann: User;
  beforeAll(async () => {
    watch = await TestWatch.open(url());
  });
  afterAll(() => watch[Symbol.asyncDispose]());
  beforeEach(async () => {
    thandi = await buildVolunteer(database(), { name: 'Thandi Nkosi' });
    ann = await buildVolunteer(database(), { name: 'Ann', role: 'coordinator' });
  });
  afterEach(() => emptyWatch(database()));

  const cases = () => database()('reports').orderBy('reportId');
  const additionsOf = (reportId: number) => database()('reportAdditions').where({ reportId }).orderBy('additionId');
  const textsTo = async ({ phone }: User | { phone: string }) =>
    (await listOutbox(database())).filter(({ identity }) => identity === phone).map(({ payload }) => payload);

  async function fill(reportId: number, additions: number): Promise<void> {
    const row = { reportId, kind: 'words', body: 'more', createdAt: watch.now };
    for (let done = 0; done < additions; done += 50) {
      await database()('reportAdditions').insert(Array.from({ length: Math.min(50, additions - done) }, () => row));
    }
  }

  it('a text to a full case goes into a new case that names it, and the coordinators get every word', async () => {
    await watch.text(thandi.phone ?? '', 'report 2 men at the gate');
    const [first] = await cases();
    await fill(first.reportId, MOST_ADDITIONS - 1);
    await watch.text(thandi.phone ?? '', 'they are at the back now');
    expect(await cases()).toHaveLength(1);
    expect(await additionsOf(first.reportId)).toHaveLength(MOST_ADDITIONS);

    await watch.text(thandi.phone ?? '', 'one is on the roof');
    const [, next] = await cases();
    expect(next).toMatchObject({
      ...{ userId: thandi.userId, severity: 2, caseNumber: first.caseNumber + 1, acknowledgedAt: null },
      message: `More of case ${first.caseNumber}.`,
    });
    expect(await additionsOf(first.reportId)).toHaveLength(MOST_ADDITIONS);
    expect(await additionsOf(next.reportId)).toMatchObject([{ body: 'one is on the roof' }]);
    expect((await textsTo(thandi)).at(-1)).toBe(
      `Case ${first.caseNumber} is full, so we have put that in case ${next.caseNumber}. More to add? Just text it.`,
    );
    const toAnn = await textsTo(ann);
    expect(toAnn.at(-2)).toContain(`INCIDENT case ${next.caseNumber}`);
    expect(toAnn.at(-2)).toContain(`"More of case ${first.caseNumber}."`);
    expect(toAnn.at(-1)).toBe(`Case ${next.caseNumber}, Thandi: "one is on the roof"`);

    await watch.text(thandi.phone ?? '', 'he is inside');
    expect(await cases()).toHaveLength(2);
    expect(await additionsOf(next.reportId)).toHaveLength(2);
  });

  it('a second SOS to a full case is heard, from a member and from somebody who is not', async () => {
    for (const phone of [thandi.phone ?? '', STRANGER]) {
      await watch.text(phone, 'sos men with guns');
      const first = (await cases()).at(-1);
      await fill(first.reportId, MOST_ADDITIONS);
      await watch.text(phone, 'SOS they are shooting');
      const next = (await cases()).at(-1);
      expect(next.reportId).not.toBe(first.reportId);
      expect(await additionsOf(next.reportId)).toMatchObject([{ body: 'SOS they are shooting' }]);
      expect((await textsTo(ann)).at(-1)).toContain('"SOS they are shooting"');
      await watch.text(phone, 'hurry please');
      expect(await additionsOf(next.reportId)).toHaveLength(2);
    }
  });

  it('words that are not an incident go on in a new case too, without an alarm', async () => {
    await watch.text(thandi.phone ?? '', 'report 1 a white bakkie');
    const [first] = await cases();
    await fill(first.reportId, MOST_ADDITIONS);
    await watch.text(thandi.phone ?? '', 'it is gone now');
    const [, next] = await cases();
    expect(next).toMatchObject({ severity: 1, message: `More of case ${first.caseNumber}.` });
    expect(await textsTo(ann)).toEqual([]);
    await watch.text(thandi.phone ?? '', `show ${next.caseNumber}`);
    expect((await textsTo(thandi)).at(-1)).toContain(`More of case ${first.caseNumber}. / it is gone now`);
  });
});
