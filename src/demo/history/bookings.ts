import { assignShift } from '#src/actions/bookings/assign-shift.ts';
import { type DemoPerson, getDemoPerson } from '#src/demo/demo-people.ts';
import { type DemoWorld, getUserOf } from '#src/demo/demo-world.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { listSchedulesDuring } from '#src/roster/schedules/list-schedules.ts';
import { shiftAt } from '#src/roster/schedules/occurrences.ts';
import { type Calendar, type Moment, minutesAfter, PATROL_MS } from './moment.ts';
import { COMING_PATROLS, PAST_PATROLS, type Patrol } from './patrols.ts';

/** The bookings of two weeks, the answers of the buddies, and who came. */
export function bookingMoments(calendar: Calendar): Moment[] {
  const past = PAST_PATROLS.flatMap((patrol, index) => {
    const start = startOf(calendar, patrol);
    const bookedAt = calendar.at(patrol.night - 3, 18, 2 * index);
    return [...booking(calendar, patrol, bookedAt), ...(patrol.isMissed ? [] : attendance(patrol, start))];
  });
  const coming = COMING_PATROLS.flatMap((patrol, index) =>
    booking(calendar, patrol, calendar.at(index < 7 ? -2 : -1, 17, 3 * index)),
  );
  const [underWay] = COMING_PATROLS;
  const arrivals = underWay ? attendance(underWay, startOf(calendar, underWay)).slice(0, 2) : [];
  return [...past, ...coming, ...arrivals];
}

function startOf(calendar: Calendar, { night, hour }: Patrol): Date {
  return calendar.at(night, hour);
}

function booking(calendar: Calendar, patrol: Patrol, bookedAt: Date): Moment[] {
  const start = startOf(calendar, patrol);
  const booker = getDemoPerson(patrol.booker);
  const buddy = patrol.buddy === undefined ? undefined : getDemoPerson(patrol.buddy);
  const book = (world: DemoWorld) =>
    patrol.by
      ? assign(world, { by: getDemoPerson(patrol.by), booker, buddy, start })
      : world.text(
          booker,
          `book ${formatZoned(start, calendar.zone, 'd LLL HH:mm')} with ${buddyWords(patrol, buddy)}`,
        );
  const moments: Moment[] = [{ at: bookedAt, happen: book }];
  if (buddy && !patrol.isUnconfirmed) {
    moments.push({ at: minutesAfter(bookedAt, 41), happen: (world) => world.text(buddy, 'Yes I can') });
  }
  return moments;
}

function buddyWords({ stranger }: Patrol, buddy: DemoPerson | undefined): string {
  return buddy ? `${buddy.name.split(' ')[0]} ${buddy.number}` : (stranger ?? 'none');
}

async function assign(
  world: DemoWorld,
  { by, booker, buddy, start }: { by: DemoPerson; booker: DemoPerson; buddy: DemoPerson | undefined; start: Date },
): Promise<void> {
  await world.act(by, 'booked', async (trx, settings, origin) => {
    const schedules = await listSchedulesDuring(trx, start, minutesAfter(start, 1));
    const scheduleId = schedules.find((schedule) => shiftAt(schedule, start))?.scheduleId ?? 0;
    const { userId } = await getUserOf(trx, booker);
    const choice = buddy
      ? ({ kind: 'named', name: buddy.name, phone: buddy.number } as const)
      : ({ kind: 'none' } as const);
    return assignShift(trx, settings, { ...origin, userId, scheduleId, startsAt: start, buddy: choice });
  });
}

/** Both check in before the start and out after the end. */
function attendance({ booker, buddy }: Patrol, start: Date): Moment[] {
  const people = [booker, ...(buddy === undefined ? [] : [buddy])].map(getDemoPerson);
  const end = new Date(start.getTime() + PATROL_MS);
  return [
    ...people.map((person, index) => ({
      at: minutesAfter(start, 4 * index - 7),
      happen: (world: DemoWorld) => world.text(person, index === 0 ? 'in' : 'IN'),
    })),
    ...people.map((person, index) => ({
      at: minutesAfter(end, 2 + index),
      happen: (world: DemoWorld) => world.text(person, 'out'),
    })),
  ];
}
