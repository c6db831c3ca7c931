import { beforeEach, expect, it } from 'vitest';
import { runAdmin } from '#src/commands/admin/run-admin.ts';
import { SUBCOMMANDS } from '#src/commands/admin/subcommands.ts';
import { parseConfig } from '#src/config.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { User } from '#src/volunteers/people/user.ts';
import { openCalendarFeed } from '#src/volunteers/sign-in/calendar-feed.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

onBothDatabases((db, _kind, url) => {
  let ann: User;
  let thandi: User;
  beforeEach(async () => {
    for (const table of ['auditEvents', 'calendarFeeds']) await db()(table).delete();
    await db()('addresses').update({ userId: null });
    await emptyWatch(db());
    ann = await buildVolunteer(db(), { name: 'Ann Botha', role: 'coordinator', phone: '+27825550100' });
    thandi = await buildVolunteer(db(), { name: 'Thandi Nkosi', status: 'pending', phone: '+27821234567' });
  });

  /** What it prints. */
  const admin = async (...args: string[]): Promise<string[]> => {
    const lines: string[] = [];
    let printed = '';
    const config = parseConfig({ DATABASE_URL: url(), JWT_SECRET: 'a secret for tests, and for nothing else' });
    const say = (line: string) => void lines.push(line);
    const print = (text: string) => {
      printed += text;
    };
    await runAdmin(SUBCOMMANDS, { config, log: silentLog, args, say, print });
    return printed === '' ? lines : [...lines, printed];
  };
  const audited = () =>
    db()('auditEvents').orderBy('auditEventId').select('action', 'subject', 'channel', 'actorUserId');
  const textsTo = (person: { phone: string | null }) =>
    db()('outbox').where({ identity: person.phone }).orderBy('outboxId').pluck('payload');
  const now = (person: User) => User.query(db()).findById(person.userId).throwIfNotFound();

  it('lists, admits, promotes and suspends as the API does; people hear that it was the operator', async () => {
    expect(await admin('list', '--status', 'pending')).toEqual([
      `#${thandi.userId} Thandi Nkosi 082 123 4567, volunteer, pending, number not proved yet`,
      '1 person.',
    ]);
    expect(await admin('admit', '082', '123', '4567')).toEqual([expect.stringContaining('volunteer, active')]);
    expect(await textsTo(ann)).toEqual(['The operator let Thandi Nkosi in.']);
    await admin('promote', '+27821234567');
    expect(await now(thandi)).toMatchObject({ role: 'coordinator', status: 'active' });
    await admin('suspend', `#${ann.userId}`);
    expect(await now(ann)).toMatchObject({ status: 'suspended' });
    const byOperator = { channel: 'command', actorUserId: null };
    expect(await audited()).toEqual([
      { action: 'user.admit', subject: `user:${thandi.userId}`, ...byOperator },
      { action: 'user.role', subject: `user:${thandi.userId}`, ...byOperator },
      { action: 'user.remove', subject: `user:${ann.userId}`, ...byOperator },
    ]);
  });

  it('prints the texts that we could not read, newest first, with what we had asked, without names and numbers', async () => {
    const lerato = await buildVolunteer(db(), { name: 'Lerato Dube' });
    {
      await using watch = await TestWatch.open(url());
      for (const body of ['zut alors', 'my', 'report', 'asdf Thandi hjkl 083 555 0102']) {
        await watch.text(lerato.phone ?? '', body);
        watch.later(MINUTE);
      }
    }
    const [printed = ''] = await admin('unread', '--since', '2026-11-01');
    const lines = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ place, language, text }) => [place, language, text])).toEqual([
      ['severity', 'unknown', 'asdf [name] hjkl [number]'],
      ['idle', 'unknown', 'zut alors'],
    ]);
    expect(await admin('unread', '--since', '2099-01-01')).toEqual([]);
    expect((await admin('unread', '--since', '2026-11-01', '--limit', '1'))[0]).toBe(`${JSON.stringify(lines[0])}\n`);
    await expect(admin('unread', '--limit', '0')).rejects.toThrow('--limit is a number from 1 to 1000.');
  });

  it('makes a first coordinator of nobody, and keeps the last one', async () => {
    await expect(admin('demote', `#${ann.userId}`)).rejects.toThrow(
      /last coordinator\. Promote another one first: npm/,
    );
    expect(await audited()).toEqual([]);
    await admin('add', '083 111 2222', 'Sipho', 'Mokoena', '--coordinator');
    expect(await textsTo({ phone: '+27831112222' })).toEqual([expect.stringContaining('The operator put you on')]);
    await expect(admin('add', '0831112222', 'Sipho')).rejects.toThrow('Sipho Mokoena');
    await admin('demote', `#${ann.userId}`);
    expect(await now(ann)).toMatchObject({ role: 'volunteer' });
  });

  it('resets who lost the phone: signed out everywhere, another number, and both phones told', async () => {
    await using watch = await TestWatch.open(url());
    await watch.services.transact((trx) => openCalendarFeed(trx, watch.services.settings, ann.userId));
    await admin('promote', `#${thandi.userId}`);
    await expect(admin('reset', '0825550100', '--number', '0821234567')).rejects.toThrow('has that number already');
    expect(await now(ann)).toMatchObject({ phone: '+27825550100', tokenGeneration: 0 });
    const [said] = await admin('reset', '0825550100', '--number', '083 111 2222');
    expect(said).toMatch(/Ann Botha 083 111 2222.*signed out everywhere/);
    const after = await now(ann);
    expect(after).toMatchObject({ phone: '+27831112222', verifiedAt: null });
    expect(after.tokenGeneration).toBeGreaterThan(0);
    expect(await db()('calendarFeeds').whereNull('revokedAt')).toEqual([]);
    expect(await textsTo(after)).toEqual([
      expect.stringContaining('The operator changed your number at Night Owls to this one'),
    ]);
    expect(await textsTo(ann)).toContainEqual(expect.stringContaining('The operator changed your number'));
    expect(await textsTo(thandi)).toContainEqual('The operator signed Ann Botha out everywhere.');
    expect(await audited()).toMatchObject([{}, {}, { action: 'user.phone' }, { action: 'user.reset' }]);
  });

  it('shows what was given up, and queues it again: by id, by type or all, and never a code', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: '+27821234567' }, body: 'hello' });
    await watch.queue({ to: { identity: '+27821234567' }, messageType: 'shift_notice', body: 'moved' });
    const giveUp = () => db()('outbox').update({ status: 'failed', errorCode: '21614', error: 'not a mobile number' });
    const rows: { outboxId: number }[] = await db()('outbox').orderBy('outboxId').select('outboxId');
    const ids = rows.map(({ outboxId }) => String(outboxId));
    await giveUp();
    expect(await admin('failed')).toEqual([
      expect.stringMatching(/^\d+ shift_notice to 082 123 4567: .* moved \[failed: not a mobile number \(21614\)\]$/),
      expect.stringContaining('hello'),
    ]);
    expect(await admin('requeue', ids[0] ?? '')).toEqual(['1 queued again.']);
    await expect(admin('requeue', ids[1] ?? '', ids[0] ?? '')).rejects.toThrow(`${ids[0]}: has not failed.`);
    expect(await db()('outbox').where({ status: 'failed' })).toHaveLength(1);
    expect(await admin('requeue', '--type', 'shift_notice')).toEqual(['1 queued again.']);
    await giveUp();
    expect(await admin('requeue', '--all')).toEqual(['2 queued again.']);
    expect((await audited()).map(({ action, channel }) => [action, channel])).toEqual(
      Array(4).fill(['message.requeue', 'command']),
    );
  });

  it('says what to type', async () => {
    expect((await admin()).join('\n')).toMatch(/npm run admin -- …\n {2}list .*\n {2}add /);
    expect(await admin('reset', '--help')).toEqual([expect.stringContaining('npm run admin -- reset <number>')]);
    await expect(admin('promot', '082')).rejects.toThrow(/There is no command promot\.\nnpm run admin/);
    await expect(admin('promote', '082')).rejects.toThrow(/Nobody on the watch has 082\. npm run admin -- list/);
    await expect(admin('promote', 'Ann')).rejects.toThrow('Who? Type a mobile number');
    await expect(admin('list', '--status', 'gone')).rejects.toThrow('--status is one of pending, active');
    await expect(admin('list', '--colour')).rejects.toThrow('npm run admin -- list [name or number]');
    await expect(admin('requeue')).rejects.toThrow('npm run admin -- requeue <id …>');
  });

  it('exports what is stored of somebody, and forgets them where that is said twice', async () => {
    const [json = ''] = await admin('export', '0821234567');
    expect(JSON.parse(json)).toMatchObject({ person: { name: 'Thandi Nkosi', phone: '+27821234567' } });
    // as people can read it
    expect(json).toBe(`${JSON.stringify(JSON.parse(json), undefined, 2)}\n`);
    await expect(admin('forget', '0821234567')).rejects.toThrow(/Thandi Nkosi .*--for-good/);
    expect(await now(thandi)).toMatchObject({ name: 'Thandi Nkosi' });
    expect(await admin('forget', '0821234567', '--for-good')).toEqual([
      `#${thandi.userId} Somebody no number, volunteer, left, number not proved yet: erased.`,
    ]);
    expect(await textsTo(ann)).toEqual([expect.stringContaining('The operator had Thandi Nkosi 082 123 4567 erased')]);
    await expect(admin('forget', `#${ann.userId}`, '--for-good')).rejects.toThrow('last coordinator');
    expect((await audited()).map(({ action }) => action)).toEqual(['user.export', 'user.forget']);
  });
});
