import { type DemoParts, DemoWorld } from './demo-world.ts';
import { bookingMoments } from './history/bookings.ts';
import { caseMoments, chatterMoments } from './history/cases.ts';
import { foundingMoments, leavingMoments } from './history/founding.ts';
import { calendarOf } from './history/moment.ts';

/**
 * Fills an empty, migrated database with a watch as it is on that Friday evening. The history is played through the
 * service itself, so all of it is as it would be. Refs, case numbers and words are the same each time.
 */
export async function fillDemoWatch(parts: DemoParts, friday: Date): Promise<void> {
  const calendar = calendarOf(friday, parts.config.TIME_ZONE);
  const moments = [
    ...foundingMoments(calendar),
    ...bookingMoments(calendar),
    ...leavingMoments(calendar),
    ...caseMoments(calendar),
    ...chatterMoments(calendar),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
  const [first] = moments;
  if (!first) return;
  await using world = await DemoWorld.open(parts, first.at);
  for (const { at, happen } of moments) {
    await world.goOnTo(at);
    await happen(world);
  }
  await world.goOnTo(friday);
}
