import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeMember } from '#src/actions/members/change-member.ts';
import { enrolMember } from '#src/actions/members/enrol-member.ts';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { markAsLeft } from '#src/actions/members/mark-as-left.ts';
import { requireNewProof } from '#src/actions/members/require-new-proof.ts';
import { sendSignInCode, signIn } from '#src/actions/members/sign-in.ts';
import { HOUR } from '#src/platform/duration.ts';
import { findUserByPhone, listCoordinators } from '#src/volunteers/people/find-user.ts';
import { User } from '#src/volunteers/people/user.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { type DatabaseKind, onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const NUMBER = '+27821110001';
const OTHER = '+27821110002';
const LISTED = [NUMBER, OTHER];
const UNLISTED = '+27821110003';
const CODE = '482913';
const RUNS: Record<DatabaseKind, number> = { SQLite: 45, PostgreSQL: 25 };

const phone = fc.constantFrom(NUMBER, NUMBER, NUMBER, OTHER, UNLISTED);
const name = fc.constantFrom('Thandi Nkosi', 'Lerato Molefe');
/** What happens to the person who has the number at that moment, if there is one. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('joinByText'), phone, name }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('signIn'), phone, name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('forgetByText'), phone }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constantFrom('forget', 'leave', 'demote', 'remove', 'admit', 'enter', 'unseen', 'promoteAndDemote'),
      phone,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move'), phone, to: phone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('newSecret') }) },
);
/** A coordinator of a new watch, and one whom a coordinator had entered. */
const FIRST_PROOFS = [['joinByText'], ['signIn'], ['enter', 'signIn']];
/** What gave the rights back before, and what comes near it. */
const LATER_PROOFS = [
  ['joinByText', 'forgetByText', 'joinByText'],
  ['joinByText', 'demote', 'forgetByText', 'joinByText'],
  ['joinByText', 'leave', 'joinByText', 'forgetByText', 'joinByText'],
  ['joinByText', 'unseen', 'joinByText', 'signIn'],
  ['joinByText', 'unseen', 'handedOn', 'forgetByText', 'joinByText'],
  ['joinByText', 'remove', 'forget', 'signIn', 'admit'],
  ['enter', 'unseen', 'signIn', 'signIn'],
  ['joinByText', 'forget', 'newSecret', 'joinByText'],
  ['enter', 'move', 'forgetByText', 'joinByText'],
];
const stepOf = (kind: string): Step => {
  if (kind === 'handedOn') return { kind: 'joinByText', phone: NUMBER, name: 'Lerato Molefe' };
  if (kind === 'move') return { kind, phone: NUMBER, to: OTHER };
  return { kind, phone: NUMBER, name: 'Thandi Nkosi' };
};
type Step = { kind: string; phone?: string; name?: string; to?: string };

// biome-ignore lint/nursery/noMisusedPromises: this function returns nothing; Biome sees the returns of the class in it
onBothDatabases((db, databaseKind, url) => {
  /** A watch with two coordinators who are always there. */
  class World implements AsyncDisposable {
    watch: TestWatch;
    readonly #env: Record<string, string>;
    #secrets = 0;
    #causes = 0;

    private constructor(watch: TestWatch, env: Record<string, string>) {
      this.watch = watch;
      this.#env = env;
    }

    static async open(env: Record<string, string>): Promise<World> {
      for (const table of ['wrongCodes', 'rateLimits', 'calendarFeeds']) await db()(table).delete();
      await emptyWatch(db());
      for (const coordinator of ['Ann Botha', 'Carl Smit']) {
        await buildVolunteer(db(), { name: coordinator, role: 'coordinator', verifiedAt: new Date(0) });
      }
      const all = { COORDINATOR_PHONES: LISTED.join(), ...env };
      return new World(await TestWatch.open(url(), { env: all, ids: { oneTimeCode: () => CODE } }), all);
    }

    async [Symbol.asyncDispose](): Promise<void> {
      await this.watch[Symbol.asyncDispose]();
    }

    user(number: string): Promise<User | undefined> {
      return this.watch.services.transact((trx) => findUserByPhone(trx, number));
    }

    async coordinators(): Promise<number[]> {
      const active = await this.watch.services.transact((trx) => listCoordinators(trx));
      return active.map(({ userId }) => userId);
    }

    async joinByText(number: string, named: string): Promise<void> {
      for (const body of ['join', named, CODE]) await this.watch.text(number, body);
    }

    async signIn(number: string, named: string): Promise<string> {
      const { transact, settings } = this.watch.services;
      const applicant = { cause: this.#cause(), phone: number, askedFrom: '10.0.0.1' };
      await transact((trx) => sendSignInCode(trx, settings, { ...applicant, name: named }));
      return (await transact((trx) => signIn(trx, settings, { ...applicant, code: CODE }))).outcome;
    }

    async forgetByText(number: string): Promise<void> {
      for (const body of ['forget me', 'y47']) await this.watch.text(number, body);
    }

    /** Ann does it, through the actions that the API and the commands call too. */
    async steer({ kind, phone: number = '', to = '' }: Step): Promise<void> {
      const { transact, settings } = this.watch.services;
      await transact(async (trx) => {
        const [ann] = await User.query(trx).where({ name: 'Ann Botha' });
        if (!ann) throw new Error('Ann is gone');
        const deed = { cause: this.#cause(), channel: 'api', actor: ann } as const;
        const user = await findUserByPhone(trx, number);
        if (!user) {
          const entered = { ...deed, phone: NUMBER, name: 'Thandi Nkosi', role: 'volunteer' } as const;
          if (kind === 'enter') await enrolMember(trx, settings, entered);
          return;
        }
        const { userId } = user;
        const change = (values: object) => changeMember(trx, settings, { ...deed, userId, change: values });
        if (kind === 'forget') await forgetPerson(trx, settings, { ...deed, userId });
        if (kind === 'leave') await markAsLeft(trx, settings, { ...deed, userId });
        if (kind === 'demote') await change({ role: 'volunteer' });
        if (kind === 'promoteAndDemote') await change({ role: 'coordinator' });
        if (kind === 'promoteAndDemote') await change({ role: 'volunteer' });
        // a newcomer who waits is refused by that
        if (kind === 'remove') await change({ status: 'suspended' });
        if (kind === 'admit') await change({ status: 'active' });
        if (kind === 'unseen') await requireNewProof(trx, settings, user);
        if (kind === 'move' && !(await findUserByPhone(trx, to))) await change({ phone: to });
      });
    }

    async newSecret(): Promise<void> {
      this.#secrets += 1;
      const env = { ...this.#env, JWT_SECRET: `another secret of these tests, number ${this.#secrets}` };
      const { now } = this.watch;
      await this.watch[Symbol.asyncDispose]();
      this.watch = await TestWatch.open(url(), { env, ids: { oneTimeCode: () => CODE } });
      this.watch.now = now;
    }

    async take(next: Step): Promise<void> {
      // whatever dialogue was open is over, and no limit of codes is near
      this.watch.later(2 * HOUR);
      if (next.kind === 'joinByText') return this.joinByText(next.phone ?? '', next.name ?? '');
      if (next.kind === 'signIn') return void (await this.signIn(next.phone ?? '', next.name ?? ''));
      if (next.kind === 'forgetByText') return this.forgetByText(next.phone ?? '');
      if (next.kind === 'newSecret') return this.newSecret();
      return this.steer(next);
    }

    #cause(): string {
      this.#causes += 1;
      return `api:test-${this.#causes}`;
    }
  }

  /** How often a proof was the first one, and how often it came too late. */
  const seen = { granted: 0, denied: 0 };

  async function play(policy: string, steps: Step[]): Promise<void> {
    await using world = await World.open({ JOIN_POLICY: policy });
    /** Nothing happened to these, but that a coordinator may have entered them. */
    const fresh = new Set(LISTED);
    /** These were proved, or a coordinator decided about them, or somebody gave them up. */
    const settled = new Set<string>();
    for (const [index, next] of steps.entries()) {
      const { kind, phone: number = '', to } = next;
      const before = await world.coordinators();
      const known = await world.user(number);
      await world.take(next);
      const holder = await world.user(number);
      const added = (await world.coordinators()).filter((userId) => !before.includes(userId));
      const told = `step ${index + 1}, ${JSON.stringify(next)}`;
      // what a member texts is no proof
      const isProof = kind === 'signIn' || (kind === 'joinByText' && (!known || known.status === 'unproved'));
      if (isProof && fresh.has(number)) {
        expect(holder?.isCoordinator, told).toBe(true);
        seen.granted += 1;
      } else if (kind === 'admit') {
        // ADMIT gives back what REMOVE took, and no more
        expect(known?.role === 'coordinator' ? [] : added, told).toEqual([]);
      } else if (!isProof || settled.has(number)) {
        expect(added, told).toEqual([]);
        if (isProof && LISTED.includes(number)) seen.denied += 1;
      }
      if (kind !== 'enter' || known) fresh.delete(number);
      if (to) fresh.delete(to);
      // its hashes name the old secret, so nobody knows whom they are of
      if (kind === 'newSecret') fresh.clear();
      const isDecision = known && ['forgetByText', 'forget', 'leave', 'remove', 'promoteAndDemote'].includes(kind);
      if (isDecision || (isProof && holder?.verifiedAt)) settled.add(number);
      if (to && known && known.userId !== holder?.userId) for (const moved of [number, to]) settled.add(moved);
    }
    expect(world.watch.errors).toEqual([]);
  }

  it('whatever happens to a number, the configuration makes a coordinator of it at its first proof only', async () => {
    const proof = fc.record({ kind: fc.constantFrom('joinByText', 'signIn'), phone: fc.constant(NUMBER), name });
    const enter = fc.record({ kind: fc.constant('enter'), phone: fc.constant(NUMBER) });
    const between = fc.array(step, { minLength: 1, maxLength: 10 });
    const steps = fc
      .tuple(fc.oneof(proof, enter), between, proof)
      .map(([first, middle, last]): Step[] => [first, ...middle, last]);
    await fc.assert(fc.asyncProperty(fc.constantFrom('open', 'approval'), steps, play), {
      numRuns: RUNS[databaseKind],
      examples: [...FIRST_PROOFS, ...LATER_PROOFS].map((kinds) => ['approval', kinds.map(stepOf)]),
    });
    // else the runs would prove nothing
    expect(seen.granted).toBeGreaterThan(5);
    expect(seen.denied).toBeGreaterThan(5);
  }, 120_000);
});
