import { changeMember } from '#src/actions/members/change-member.ts';
import { enrolMember } from '#src/actions/members/enrol-member.ts';
import { changeSchedule, createSchedule } from '#src/actions/schedules/edit-schedules.ts';
import { DEMO_PEOPLE, type DemoPerson, getDemoPerson } from '#src/demo/demo-people.ts';
import { type DemoWorld, getUserOf } from '#src/demo/demo-world.ts';
import { addDays, localDateOf } from '#src/platform/zoned-time.ts';
import { listSchedulesDuring } from '#src/roster/schedules/list-schedules.ts';
import { type Calendar, FOUNDING_NIGHT, type Moment, minutesAfter } from './moment.ts';

const FOUNDER = DEMO_PEOPLE[0] as DemoPerson;

const FIRST_WORDS = ['thanks', 'Hello', 'shifts', 'Thank you', 'menu'];

/** The watch begins three weeks before: its first coordinator, its schedules, and everybody else. */
export function foundingMoments(calendar: Calendar): Moment[] {
  const begins = calendar.at(FOUNDING_NIGHT, 17);
  // the other coordinators come last: they would be told of everybody whom the first one adds
  const added = DEMO_PEOPLE.filter((person) => person !== FOUNDER && person.came === 'added').sort(coordinatorsLast);
  const texted = DEMO_PEOPLE.filter(({ came }) => came === 'texted');
  return [
    { at: begins, happen: (world) => add(world, FOUNDER, undefined) },
    { at: minutesAfter(begins, 4), happen: (world) => world.text(FOUNDER, 'Hello') },
    { at: minutesAfter(begins, 20), happen: setUpSchedules },
    ...added.map((person, index) => ({
      at: minutesAfter(begins, 30 + index),
      happen: (world: DemoWorld) => add(world, person, FOUNDER),
    })),
    // until they text by WhatsApp, we can reach them by SMS only
    ...added
      .filter(({ channel }) => channel === 'whatsapp')
      .map((person, index) => ({
        at: minutesAfter(begins, 75 + 3 * index),
        happen: (world: DemoWorld) => world.text(person, FIRST_WORDS[index % FIRST_WORDS.length] ?? ''),
      })),
    ...texted.flatMap((person, index) => joining(person, calendar.at(index - 14, 16, 5 * index))),
  ];
}

function coordinatorsLast(one: DemoPerson, other: DemoPerson): number {
  return Number(one.role === 'coordinator') - Number(other.role === 'coordinator');
}

function add(world: DemoWorld, person: DemoPerson, by: DemoPerson | undefined): Promise<void> {
  const { name, number: phone } = person;
  const role = person.role === 'coordinator' ? 'coordinator' : 'volunteer';
  return world.act(by, 'added', (trx, settings, origin) =>
    enrolMember(trx, settings, { ...origin, phone, name, role }),
  );
}

/** Replaces the schedules that every new watch has. */
async function setUpSchedules(world: DemoWorld): Promise<void> {
  const { zone } = world.settings;
  const seeded = await world.services.read((trx) => listSchedulesDuring(trx, world.now, minutesAfter(world.now, 1)));
  const endDate = addDays(localDateOf(world.now, zone), -1);
  for (const { scheduleId } of seeded) {
    await world.act(FOUNDER, 'changed', (trx, settings, origin) => {
      const end = { action: 'schedule.end', scheduleId, change: { endDate }, dropOrphans: false } as const;
      return changeSchedule(trx, settings, { ...origin, ...end });
    });
  }
  const common = { startDate: null, endDate: null, durationMinutes: 120, timezone: zone, capacity: 1 };
  const schedules = [
    { ...common, name: 'Evening patrol', cronExpr: '0 20,22 * * *', meetingPlace: 'Total garage, Main Rd' },
    { ...common, name: 'Weekend nights', cronExpr: '0 0,2 * * 6,0,1', meetingPlace: 'Community hall, Oak Ave' },
  ];
  for (const values of schedules) {
    await world.act(FOUNDER, 'created', (trx, settings, origin) =>
      createSchedule(trx, settings, { ...origin, values }),
    );
  }
}

function joining(person: DemoPerson, at: Date): Moment[] {
  const moments: Moment[] = [
    { at, happen: (world) => world.text(person, 'Hi, I want to join the patrols') },
    { at: minutesAfter(at, 1), happen: (world) => world.text(person, person.name) },
    { at: minutesAfter(at, 2), happen: (world) => world.text(person, codeIn(world.lastWordsTo(person))) },
  ];
  if (person.role === 'waiting') return moments;
  return [...moments, { at: minutesAfter(at, 12), happen: (world) => admit(world, person) }];
}

function codeIn(words: string): string {
  return /\b\d{6}\b/.exec(words)?.[0] ?? '';
}

async function admit(world: DemoWorld, person: DemoPerson): Promise<void> {
  const { ref } = await world.services.read((trx) => getUserOf(trx, person));
  await world.text(getDemoPerson('Nomvula'), `ADMIT ${ref}`);
}

/** One member is suspended, and one wants no more texts. */
export function leavingMoments(calendar: Calendar): Moment[] {
  const by = (role: DemoPerson['role']) => DEMO_PEOPLE.filter((person) => person.role === role);
  return [
    ...by('suspended').map((person) => ({
      at: calendar.at(-5, 10, 20),
      happen: (world: DemoWorld) => suspend(world, person, getDemoPerson('Pieter')),
    })),
    ...by('stopped').map((person) => ({
      at: calendar.at(-3, 9, 14),
      happen: (world: DemoWorld) => world.text(person, 'STOP'),
    })),
  ];
}

function suspend(world: DemoWorld, person: DemoPerson, by: DemoPerson): Promise<void> {
  return world.act(by, 'changed', async (trx, settings, origin) => {
    const { userId } = await getUserOf(trx, person);
    return changeMember(trx, settings, { ...origin, userId, change: { status: 'suspended' } });
  });
}
