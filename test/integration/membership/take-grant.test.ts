import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enrolMember } from '#src/actions/members/enrol-member.ts';
import { forgetNumber, forgetPerson } from '#src/actions/members/forget-person.ts';
import { joinWatch } from '#src/actions/members/join-watch.ts';
import { markAsLeft } from '#src/actions/members/mark-as-left.ts';
import { sendSignInCode, signIn } from '#src/actions/members/sign-in.ts';
import { prepareRestoredDatabase } from '#src/backup/restore/prepare-restored-database.ts';
import { connect, type Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { withoutNameMapping } from '#src/db/knex/without-name-mapping.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { applyMigrations, listKnownMigrations } from '#src/db/schema/migrations.ts';
import { takeGrant } from '#src/membership/take-grant.ts';
import { DAY } from '#src/platform/duration.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { numberHash } from '#src/volunteers/numbers/number-hash.ts';
import { findUserByPhone, listCoordinators } from '#src/volunteers/people/find-user.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS, onBothDatabases, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { dumpTables } from '#test/support/dump-tables.ts';
import { emptyWatch, listOutbox, TestWatch } from '#test/support/test-watch.ts';

const LISTED = ['+27821110001', '+27821110002', '+27821110003', '+27821110004', '+27821110005', '+27821110006'];
const [FIRST = '', SECOND = ''] = LISTED;
const CODE = '482913';
const OTHER_SECRET = 'another secret of these tests, 32 letters long';

let joins = 0;

async function open(url: string, env: Record<string, string> = {}): Promise<TestWatch> {
  const all = { COORDINATOR_PHONES: LISTED.join(), JOIN_POLICY: 'approval', ...env };
  return TestWatch.open(url, { env: all, ids: { oneTimeCode: () => CODE } });
}

/** Role and status after the number was proved by a newcomer. */
async function join({ services }: TestWatch, phone: string): Promise<string> {
  joins += 1;
  const newcomer = { cause: `api:join-${joins}`, channel: 'api', phone, name: 'Thandi Nkosi' } as const;
  const { user } = await services.transact((trx) => joinWatch(trx, services.settings, newcomer));
  return `${user.status} ${user.role}`;
}

async function signInWith({ services }: TestWatch, phone: string, askedFrom = '10.0.0.1'): Promise<string> {
  joins += 1;
  const applicant = { cause: `api:sign-in-${joins}`, phone, askedFrom };
  await services.transact((trx) => sendSignInCode(trx, services.settings, applicant));
  const signed = await services.transact((trx) => signIn(trx, services.settings, { ...applicant, code: CODE }));
  return signed.outcome === 'signedIn' ? `${signed.user.status} ${signed.user.role}` : signed.outcome;
}

async function forget({ services }: TestWatch, phone: string): Promise<void> {
  await services.transact(async (trx) => {
    const user = await findUserByPhone(trx, phone);
    if (!user) throw new Error('nobody has that number');
    const deed = { cause: `command:forget-${user.userId}`, channel: 'command', actor: OPERATOR } as const;
    await forgetPerson(trx, services.settings, { ...deed, userId: user.userId });
  });
  await services.timers.runDue();
}

async function enter({ services }: TestWatch, phone: string): Promise<void> {
  const member = { phone, name: 'Thandi Nkosi', role: 'volunteer', actor: OPERATOR, channel: 'command' } as const;
  await services.transact((trx) => enrolMember(trx, services.settings, { cause: `command:enter-${phone}`, ...member }));
}

onBothDatabases((db, _kind, url) => {
  beforeEach(async () => {
    for (const table of ['wrongCodes', 'rateLimits', 'calendarFeeds']) await db()(table).delete();
    await emptyWatch(db());
  });

  const coordinators = async () => (await inTransaction(db(), listCoordinators)).map(({ phone }) => phone);
  const buildAnn = () => buildVolunteer(db(), { name: 'Ann Botha', role: 'coordinator', verifiedAt: new Date(0) });
  const told = async (phone: string | null) =>
    (await listOutbox(db())).filter(({ identity }) => identity === phone).map(({ payload }) => payload);

  it('the coordinators of a new watch are let in, also where others need approval', async () => {
    await using watch = await open(url());
    expect(await join(watch, FIRST)).toBe('active coordinator');
    expect(await signInWith(watch, SECOND)).toBe('active coordinator');
    expect(await join(watch, '+27829990001')).toBe('pending volunteer');
  });

  it('a number that was proved before it was listed is not granted any more', async () => {
    await buildAnn();
    {
      await using watch = await open(url(), { COORDINATOR_PHONES: '' });
      expect(await join(watch, FIRST)).toBe('pending volunteer');
      await forget(watch, FIRST);
    }
    await using watch = await open(url());
    expect(await join(watch, FIRST)).toBe('pending volunteer');
  });

  it('of a forgotten number only its hash stays, and still knows that it was proved', async () => {
    await buildAnn();
    await using watch = await open(url());
    expect(await join(watch, FIRST)).toBe('active coordinator');
    await forget(watch, FIRST);
    await db()('outbox').delete();
    const lines = await dumpTables(db());
    expect(lines.filter((line) => line.includes(FIRST.slice(3)))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('spent_grants '))).toHaveLength(1);
    expect(await join(watch, FIRST)).toBe('pending volunteer');
  });

  it('members who left are forgotten after a year, and what they had from the configuration stays used', async () => {
    await buildAnn();
    await using watch = await open(url());
    expect(await join(watch, FIRST)).toBe('active coordinator');
    await watch.services.transact(async (trx) => {
      const { userId = 0 } = (await findUserByPhone(trx, FIRST)) ?? {};
      const deed = { cause: 'command:leave', channel: 'command', actor: OPERATOR } as const;
      await markAsLeft(trx, watch.services.settings, { ...deed, userId });
    });
    watch.later(366 * DAY);
    await watch.services.retention.run(new AbortController().signal);
    expect(await db()('users').where({ phone: FIRST })).toEqual([]);
    expect(await join(watch, FIRST)).toBe('pending volunteer');
  });

  it('the coordinators learn who joined, or proved a number, as a coordinator, and who did not', async () => {
    const ann = await buildAnn();
    await using watch = await open(url());
    await join(watch, FIRST);
    await join(watch, '+27829990001');
    await enter(watch, SECOND);
    await db()('outbox').where({ messageType: 'coordinator_notice' }).delete();
    await signInWith(watch, SECOND);
    const notices = await told(ann.phone);
    expect(notices.filter((words) => !words.includes('just signed in'))).toEqual([
      expect.stringMatching(
        /^Thandi Nkosi 082 111 0001 joined as a coordinator\. To take them off, text REMOVE \w+\.$/,
      ),
      expect.stringMatching(/^Waiting to join: Thandi Nkosi 082 999 0001\./),
      expect.stringMatching(
        /^Thandi Nkosi 082 111 0002 signed in for the first time, as a coordinator\. To take them off, text REMOVE \w+\.$/,
      ),
    ]);
  });

  it('two proofs of one number at the same moment use the grant once', async () => {
    const ann = await buildAnn();
    await using watch = await open(url());
    await enter(watch, FIRST);
    const { services } = watch;
    const user = await services.transact((trx) => findUserByPhone(trx, FIRST));
    if (!user) throw new Error('she was not entered');
    const take = () => services.transact((trx) => takeGrant(trx, services.settings, user));
    expect((await Promise.all([take(), take(), take(), take()])).filter(Boolean)).toHaveLength(1);

    await enter(watch, SECOND);
    const froms = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'];
    await Promise.all(froms.map((from) => signInWith(watch, SECOND, from)));
    const granted = (await told(ann.phone)).filter((words) => words.includes('for the first time'));
    expect(granted).toHaveLength(1);
    expect(await coordinators()).toContain(SECOND);
  });

  it('somebody who joins while a coordinator enters them has used the grant, and is a coordinator', async () => {
    await buildAnn();
    await using watch = await open(url());
    await Promise.all(LISTED.flatMap((phone) => [enter(watch, phone), join(watch, phone)]));
    // whichever came first: the number was proved, and never was before
    expect(await coordinators()).toHaveLength(1 + LISTED.length);
    expect(await db()('users').whereNull('verifiedAt')).toEqual([]);
  });

  describe('after a change of the secret', () => {
    it('no number is granted while there is a coordinator', async () => {
      await buildAnn();
      {
        await using watch = await open(url());
        await join(watch, FIRST);
        await forget(watch, FIRST);
      }
      await using watch = await open(url(), { JWT_SECRET: OTHER_SECRET });
      expect(await join(watch, FIRST)).toBe('pending volunteer');
      // this one was never here, but nothing can tell that any more
      expect(await join(watch, SECOND)).toBe('pending volunteer');
    });

    it('nobody is locked out where there is none: of all who come at once, one is let in', async () => {
      {
        await using watch = await open(url(), { COORDINATOR_PHONES: '' });
        await join(watch, FIRST);
        await forget(watch, FIRST);
      }
      await using watch = await open(url(), { JWT_SECRET: OTHER_SECRET });
      await Promise.all(LISTED.map((phone) => join(watch, phone)));
      expect(await coordinators()).toHaveLength(1);
    });

    it('nor by a restored backup, which does not know who was proved since', async () => {
      await using watch = await open(url());
      expect(await join(watch, FIRST)).toBe('active coordinator');
      const madeAt = { now: watch.now, backupMadeAt: watch.now };
      await inTransaction(withoutNameMapping(db()), (trx) => prepareRestoredDatabase(trx, madeAt));
      expect(await join(watch, SECOND)).toBe('pending volunteer');
      await db()('sending_holds').delete();
    });

    it('a secret that changed before anybody came is no reason to refuse', async () => {
      {
        await using watch = await open(url());
        await watch.services.grants.nameSecretOfCopied();
      }
      await using watch = await open(url(), { JWT_SECRET: OTHER_SECRET });
      expect(await join(watch, FIRST)).toBe('active coordinator');
      expect(await join(watch, SECOND)).toBe('active coordinator');
    });
  });
});

describe.each(DATABASE_KINDS)('a watch of an earlier version, upgraded on %s', (kind) => {
  let scratch: ScratchDatabase;
  let db: Database;
  beforeEach(async () => {
    scratch = await scratchDatabase(kind, { isEmpty: true });
    db = connect(scratch.url);
    const known = await listKnownMigrations();
    await applyMigrations(
      withoutNameMapping(db),
      known.filter((name) => !name.includes('spent_grants')),
    );
  });
  afterEach(async () => {
    await db.destroy();
    await scratch.remove();
  });

  const audited = (userId: number, action: string, before?: object) =>
    db('audit_events').insert({
      channel: 'api',
      action,
      subject: `user:${userId}`,
      before: before === undefined ? null : JSON.stringify(before),
      createdAt: new Date(0),
    });

  it('its numbers count as proved as well, and its coordinators stay what they are', async () => {
    const [demoted = '', left = '', moved = '', decided = '', forgotten = '', fresh = ''] = LISTED;
    const ann = await buildVolunteer(db, { name: 'Ann Botha', role: 'coordinator', verifiedAt: new Date(0) });
    await buildVolunteer(db, { phone: demoted, verifiedAt: new Date(0) });
    await buildVolunteer(db, { phone: left, status: 'left', role: 'coordinator', leftAt: new Date(0) });
    const mover = await buildVolunteer(db, { verifiedAt: new Date(0) });
    await audited(mover.userId, 'user.phone', { phone: moved });
    const entered = await buildVolunteer(db, { phone: decided });
    await audited(entered.userId, 'user.role', { role: 'coordinator' });
    await using watch = await open(scratch.url, { COORDINATOR_PHONES: [...LISTED, ann.phone].join() });
    const { secret } = watch.services.settings;
    await db('forgotten_numbers').insert({ numberHash: numberHash(secret, forgotten), forgottenAt: new Date(0) });

    await migrate(db);
    await watch.services.grants.nameSecretOfCopied();

    expect(await signInWith(watch, ann.phone ?? '')).toBe('active coordinator');
    expect(await signInWith(watch, demoted)).toBe('active volunteer');
    await forget(watch, demoted);
    expect(await join(watch, demoted)).toBe('pending volunteer');
    expect(await join(watch, left)).toBe('pending volunteer');
    // that erases the number in the audit too, which alone knew of it
    await watch.services.transact((trx) => forgetNumber(trx, watch.services.settings, moved));
    expect(await join(watch, moved)).toBe('pending volunteer');
    expect(await signInWith(watch, decided)).toBe('active volunteer');
    expect(await join(watch, forgotten)).toBe('pending volunteer');
    expect(await join(watch, fresh)).toBe('active coordinator');
  });

  it('a change of its secret is noticed from the next start on', async () => {
    await buildVolunteer(db, { name: 'Ann Botha', role: 'coordinator', verifiedAt: new Date(0) });
    {
      await using watch = await open(scratch.url);
      const { secret } = watch.services.settings;
      await db('forgotten_numbers').insert({ numberHash: numberHash(secret, FIRST), forgottenAt: new Date(0) });
      await migrate(db);
      await watch.services.grants.nameSecretOfCopied();
    }
    await using watch = await open(scratch.url, { JWT_SECRET: OTHER_SECRET });
    expect(await join(watch, FIRST)).toBe('pending volunteer');
  });
});
