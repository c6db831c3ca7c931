import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeMember } from '#src/actions/members/change-member.ts';
import { enrolMember } from '#src/actions/members/enrol-member.ts';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { markAsLeft } from '#src/actions/members/mark-as-left.ts';
import { broadcast } from '#src/actions/messages/broadcast.ts';
import { renameMember } from '#src/membership/rename-member.ts';
import { MINUTE } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS, onDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';
import { wordsOfOthers } from '#test/support/words-of-others.ts';

const ATTACKER = '+27829990001';
const SIPHO = '+27832001001';
const LERATO = '+27832001002';
const NAMES = ['white bakkie', 'two men', 'gate', 'Oak', 'Thandi Nkosi'];
const SAID = 'Two men, white  bakkie at the GATE of 12 Oak. thandi nkosi? Two Men';

type Step = { do: string; name: string };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    do: fc.constantFrom(
      ...[
        'ask to join',
        'join',
        'rename by text',
        'rename by API',
        'be renamed',
        'be entered',
        'be given another number',
      ],
      ...['book with Sipho', 'leave', 'be forgotten', 'forget me', 'talk', 'talk'],
    ),
    name: fc.constantFrom(...NAMES),
  }),
  { minLength: 3, maxLength: 14 },
);

/** So that Sipho is one who can mean them, as in few random sequences. */
const ON_THE_ROSTER: Step[] = [
  { do: 'join', name: 'Thandi Nkosi' },
  { do: 'book with Sipho', name: '' },
];

/** What somebody said, and the full name that the attacker bore at that moment, if it ever stood with a proved number. */
interface Said {
  words: string;
  borne: string | undefined;
}

onDatabases(LARGE_TEST_KINDS, (database, _, url) => {
  const db = () => database();

  it.each(['open', 'approval'])(
    'no sequence of joining, renaming, leaving and being forgotten changes what others wrote, where joining is %s',
    { timeout: 240_000 },
    async (policy) => {
      await fc.assert(
        fc.asyncProperty(steps, fc.constantFrom([], ON_THE_ROSTER), async (random, begun) => {
          const sequence = [...begun, ...random];
          await db()('broadcasts').delete();
          await emptyWatch(db());
          await buildSchedule(db(), { cronExpr: '0 0 * * *', capacity: 3 });
          const ann = await buildVolunteer(db(), { name: 'Ann Botha', role: 'coordinator' });
          await buildVolunteer(db(), { name: 'Sipho Mokoena', phone: SIPHO });
          await buildVolunteer(db(), { name: 'Lerato Molefe', phone: LERATO });
          await using watch = await TestWatch.open(url(), {
            env: { JOIN_POLICY: policy, SMS_PER_SECOND: '1000' },
            ids: { oneTimeCode: () => '482913' },
          });
          const said: Said[] = [];
          let proved: string | undefined;
          for (const step of [...sequence, { do: 'talk', name: '' }, { do: 'forget me', name: '' }]) {
            watch.later(MINUTE);
            await act(watch, { step, ann, said, proved });
            proved = await stillProved(proved);
            await watch.drain();
            await watch.services.timers.runDue();
          }
          await check(said);
          expect(watch.errors).toEqual([]);
        }),
        { numRuns: 8 },
      );
    },
  );

  const attacker = (): Promise<User | undefined> =>
    db()('users').where({ phone: ATTACKER }).whereNot({ status: 'left' }).first();

  async function act(
    watch: TestWatch,
    { step, ann, said, proved }: { step: Step; ann: User; said: Said[]; proved: string | undefined },
  ): Promise<void> {
    const { transact, settings: facts } = watch.services;
    const steer = { cause: `test:${watch.now.getTime()}`, channel: 'api', actor: ann } as const;
    const user = await attacker();
    const { name } = step;
    switch (step.do) {
      case 'ask to join':
        await watch.text(ATTACKER, 'JOIN');
        return watch.text(ATTACKER, name);
      case 'join':
        for (const text of ['JOIN', name, '482913']) await watch.text(ATTACKER, text);
        if (policyAsks(await attacker())) await watch.text(ann.phone ?? '', `admit ${(await attacker())?.ref}`);
        return;
      case 'rename by text':
        return watch.text(ATTACKER, `NAME ${name}`);
      case 'rename by API':
        if (user)
          await transact((trx) => renameMember(trx, facts.clock, { userId: user.userId, name, channel: 'api' }));
        return;
      case 'be renamed':
        if (user)
          await transact((trx) => changeMember(trx, facts, { ...steer, userId: user.userId, change: { name } }));
        return;
      case 'be entered':
        if (!user)
          await transact((trx) => enrolMember(trx, facts, { ...steer, name, phone: ATTACKER, role: 'volunteer' }));
        return;
      case 'be given another number':
        if (!user) return;
        for (const phone of ['+27829990002', ATTACKER]) {
          await transact((trx) => changeMember(trx, facts, { ...steer, userId: user.userId, change: { phone } }));
        }
        return;
      case 'book with Sipho':
        return watch.text(ATTACKER, 'book sun 00:00 with Sipho 083 200 1001');
      case 'leave':
        if (user) await transact((trx) => markAsLeft(trx, facts, { ...steer, userId: user.userId }));
        return;
      case 'be forgotten':
        if (user) await transact((trx) => forgetPerson(trx, facts, { ...steer, userId: user.userId }));
        return;
      case 'forget me':
        await watch.text(ATTACKER, 'FORGET ME');
        return watch.text(ATTACKER, 'Y47');
      default: {
        said.push({ words: SAID, borne: proved?.includes(' ') ? proved : undefined });
        await watch.text(SIPHO, `report 1 ${SAID}`);
        await watch.text(SIPHO, SAID);
        await watch.text(LERATO, SAID);
        const words = { channel: 'api', coordinator: ann, audience: { kind: 'all' }, words: SAID } as const;
        await transact((trx) => broadcast(trx, facts, words));
      }
    }
  }

  /** The name that they have now, if its number is proved, or was when they had the name already. */
  async function stillProved(before: string | undefined): Promise<string | undefined> {
    const user = await attacker();
    return user && (user.verifiedAt !== null || user.name === before) ? user.name : undefined;
  }

  const policyAsks = (user: User | undefined) => user?.status === 'pending';

  async function check(said: Said[]): Promise<void> {
    const messages = await db()('reports').whereNot({ reporterIdentity: ATTACKER }).pluck('message');
    // a sighting keeps all texts that came before it was filed
    expect(new Set(messages.flatMap((message) => message.split('\n')))).toEqual(new Set([SAID]));
    expect(await db()('broadcasts').distinct('body').pluck('body')).toEqual([SAID]);
    expect(await textsOf(LERATO)).toEqual(said.map(() => SAID));
    const texts = await textsOf(SIPHO);
    for (const [index, { borne }] of said.entries()) {
      const without = borne ? SAID.replace(new RegExp(borne.replace(' ', '\\s+'), 'gi'), 'Somebody') : SAID;
      expect([`report 1 ${SAID}`, `report 1 ${without}`]).toContain(texts[2 * index]);
      expect([SAID, without]).toContain(texts[2 * index + 1]);
    }
    const copies = (await wordsOfOthers(db(), ATTACKER)).filter((words) => words.startsWith('sent'));
    const announced = copies.filter((words) => words.includes('Night Owls: '));
    expect(announced.filter((words) => !words.endsWith(SAID))).toEqual([]);
  }

  function textsOf(phone: string): Promise<string[]> {
    const conversation = db()('conversations').where({ identity: phone }).select('conversationId');
    return db()('inbox').whereIn('conversationId', conversation).orderBy('inboxId').pluck('body');
  }
});
