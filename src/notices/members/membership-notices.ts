import type { Transaction } from '#src/db/connect.ts';
import { actorName } from '#src/notices/actor-name.ts';
import { notify } from '#src/notices/notify.ts';
import { notifyOfBuddy } from '#src/notices/shifts/booking-notices.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import { after, DAY } from '#src/platform/duration.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { ReleasedBookings } from '#src/roster/bookings/release-bookings.ts';
import type { Texts } from '#src/texts/texts.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { notifyOfReleasedBookings, notifyOtherCoordinators } from './notify-affected.ts';

export async function notifyOfAdmission(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor, linked }: { cause: string; user: User; actor: Actor; linked: BookingDetails[] },
): Promise<void> {
  const words = { ...watchFactsOf(settings), first: firstName(user.name) };
  await notify(trx, settings, user, {
    messageType: 'membership_notice',
    cause: `${cause}:admitted`,
    text: (texts) => texts.admitted(words),
  });
  await notifyOtherCoordinators(trx, settings, {
    cause,
    user,
    actor,
    change: user.isCoordinator ? 'admitAsCoordinator' : 'admit',
  });
  for (const details of linked) await notifyOfBuddy(trx, settings, { cause, details });
}

export async function notifyOfRefusal(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor }: { cause: string; user: User; actor: Actor },
): Promise<void> {
  await notify(trx, settings, user, {
    messageType: 'membership_notice',
    cause: `${cause}:refused`,
    text: (texts) => texts.refused(watchFactsOf(settings)),
  });
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, change: 'refuse' });
}

/** Tells the person, and everybody who would have patrolled with them. */
export async function notifyOfRemoval(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor, freed }: { cause: string; user: User; actor: Actor; freed: ReleasedBookings },
): Promise<void> {
  await notify(trx, settings, user, {
    messageType: 'membership_notice',
    cause: `${cause}:removed`,
    text: (texts) => texts.removed({ ...watchFactsOf(settings), byOperator: actor.userId === undefined }),
    expiresAt: after(settings.clock.now(), DAY),
  });
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, change: 'remove' });
  await notifyOfReleasedBookings(trx, settings, { cause, user, actor, freed });
}

/** The same after somebody left for good, in other words. */
export async function notifyOfLeaving(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor, freed }: { cause: string; user: User; actor: Actor; freed: ReleasedBookings },
): Promise<void> {
  await notify(trx, settings, user, {
    messageType: 'membership_notice',
    cause: `${cause}:left`,
    text: (texts) => texts.leftForGood(watchFactsOf(settings)),
    expiresAt: after(settings.clock.now(), DAY),
  });
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, change: 'leave' });
  await notifyOfReleasedBookings(trx, settings, { cause, user, actor, freed });
}

export async function notifyOfAddedMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor, linked }: { cause: string; user: User; actor: Actor; linked: BookingDetails[] },
): Promise<void> {
  const words = { ...watchFactsOf(settings), first: firstName(user.name) };
  await notify(trx, settings, user, {
    messageType: 'membership_notice',
    cause: `${cause}:added`,
    text: (texts) => texts.addedByCoordinator({ ...words, coordinator: actorName(actor, texts) }),
  });
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, change: 'add' });
  for (const details of linked) await notifyOfBuddy(trx, settings, { cause, details });
}

export async function notifyOfRoleChange(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor }: { cause: string; user: User; actor: Actor },
): Promise<void> {
  const words = { ...watchFactsOf(settings), first: firstName(user.name) };
  const isPromoted = user.role === 'coordinator';
  await notify(trx, settings, user, {
    messageType: 'membership_notice',
    cause: `${cause}:role`,
    text: (texts) => (isPromoted ? texts.madeCoordinator(words) : texts.noLongerCoordinator(words)),
  });
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, change: isPromoted ? 'promote' : 'demote' });
}

/** Tells the other coordinators, but not the person, because the phone may be in somebody else's hands. */
export async function notifyOfEndedSignIns(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor }: { cause: string; user: User; actor: Actor },
): Promise<void> {
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, change: 'reset' });
}

/** Tells both the new and the old phone, so that somebody who did not ask for the change can object. */
export async function notifyOfNumberChange(
  trx: Transaction,
  settings: WatchSettings,
  change: { cause: string; before: User; user: User; actor: Actor; linked: BookingDetails[] },
): Promise<void> {
  const { cause, before, user, actor, linked } = change;
  const words = (texts: Texts) => ({
    ...watchFactsOf(settings),
    first: firstName(user.name),
    coordinator: actorName(actor, texts),
  });
  const messageType = 'membership_notice' as const;
  const [told, toldBefore] = [`${cause}:number`, `${cause}:old-number`];
  await notify(trx, settings, user, { messageType, cause: told, text: (texts) => texts.numberIsNew(words(texts)) });
  await notify(trx, settings, before, {
    messageType,
    cause: toldBefore,
    text: (texts) => texts.numberIsOld(words(texts)),
  });
  for (const details of linked) await notifyOfBuddy(trx, settings, { cause, details });
}
