import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { fits } from '#src/messaging/segments/fit-for-sms.ts';
import { actorName } from '#src/notices/actor-name.ts';
import { notify, notifyCoordinators, phoneOf } from '#src/notices/notify.ts';
import { notifyOfBuddy, notifyOfBuddyLeaving, notifyOfDrop } from '#src/notices/shifts/booking-notices.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import { after, DAY } from '#src/platform/duration.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { minutesToStart } from '#src/roster/bookings/late-drop.ts';
import type { ReleasedBookings } from '#src/roster/bookings/release-bookings.ts';
import type { MemberChange } from '#src/texts/subjects/people-texts.ts';
import type { Texts } from '#src/texts/texts.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Tells the coordinators who joined, and what to text if they object. */
export async function notifyOfNewcomer(
  trx: Transaction,
  settings: WatchSettings,
  {
    cause,
    user,
    namers,
    linked,
    wasRefused,
  }: { cause: string; user: User; namers: User[]; linked: BookingDetails[]; wasRefused: boolean },
): Promise<void> {
  const words = {
    wasRefused,
    name: user.name,
    phone: phoneOf(user, settings.region),
    ref: user.ref ?? '',
    awaits: user.status === 'pending',
    isCoordinator: user.isCoordinator,
  };
  const names = namers.map(({ name }) => name);
  await notifyCoordinators(trx, settings, {
    messageType: 'membership_notice',
    cause: `${cause}:newcomer:${user.userId}`,
    text: (texts) => {
      const build = (count: number) =>
        texts.newcomer({ ...words, namers: names.slice(0, count), hasMoreNamers: names.length > count });
      const most = names.findLastIndex((_, index) => fits(build(index + 1)));
      return build(most + 1);
    },
    ...(words.awaits && { aboutUserId: user.userId }),
    except: [user.userId],
  });
  for (const details of linked) await notifyOfBuddy(trx, settings, { cause, details });
}

/**
 * Tells the coordinators that a member whom they had added proved the number and became a coordinator. They must know who
 * has the rights.
 */
export async function notifyOfGrant(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user }: { cause: string; user: User },
): Promise<void> {
  const who = { name: user.name, phone: phoneOf(user, settings.region), ref: user.ref ?? '' };
  await notifyCoordinators(trx, settings, {
    messageType: 'membership_notice',
    cause: `${cause}:granted:${user.userId}`,
    text: (texts) => texts.grantedCoordinator(who),
    except: [user.userId],
  });
}

/** Tells the coordinators that a silent number was proved again by the same person. */
export async function notifyOfProvedAgain(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, before, linked }: { cause: string; user: User; before: User; linked: BookingDetails[] },
): Promise<void> {
  const who = { name: user.name, phone: phoneOf(user, settings.region) };
  await notifyCoordinators(trx, settings, {
    messageType: 'membership_notice',
    cause: `${cause}:came-back:${user.userId}`,
    text: (texts) => texts.cameBack({ ...who, wasCoordinator: before.role === 'coordinator' }),
    except: [user.userId],
  });
  for (const details of linked) await notifyOfBuddy(trx, settings, { cause, details });
}

/** Tells the other coordinators that a coordinator's number was silent for a long time, so alarms do not reach it. */
export async function notifyOfUnseenCoordinator(trx: Transaction, settings: WatchSettings, user: User): Promise<void> {
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `unseen:${user.userId}:${settings.clock.now().getTime()}`,
    text: (texts) => texts.coordinatorUnseen({ name: user.name, phone: phoneOf(user, settings.region) }),
    except: [user.userId],
  });
}

/** Tells the coordinators that the number belongs to somebody else now. */
export async function notifyOfNumberHandedOn(
  trx: Transaction,
  settings: WatchSettings,
  { cause, before }: { cause: string; before: User },
): Promise<void> {
  await notifyCoordinators(trx, settings, {
    messageType: 'membership_notice',
    cause: `${cause}:handed-on:${before.userId}`,
    text: (texts) => texts.numberHandedOn({ name: before.name, phone: phoneOf(before, settings.region) }),
  });
}

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
    did: user.isCoordinator ? 'admitAsCoordinator' : 'admit',
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
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, did: 'refuse' });
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
    text: (texts) => texts.removed(watchFactsOf(settings)),
    expiresAt: after(settings.clock.now(), DAY),
  });
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, did: 'remove' });
  await notifyOfReleasedBookings(trx, settings, { cause, user, freed });
}

/** Tells the coordinators, and everybody who would have patrolled with the person. These notices still name the person. */
export async function notifyOfErasure(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor, freed }: { cause: string; user: User; actor: Actor; freed: ReleasedBookings },
): Promise<void> {
  const isSelf = actor.userId === user.userId;
  const who = { name: user.name, phone: phoneOf(user, settings.region), shifts: freed.dropped.length };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${cause}:forgotten:${user.userId}`,
    text: (texts) => texts.erasedFor({ ...who, coordinator: isSelf ? '' : actorName(actor, texts) }),
    except: [actor.userId, user.userId],
  });
  await notifyOfReleasedBookings(trx, settings, { cause, user, freed });
}

/**
 * The last text to somebody whom we erased, at the number that they had. The caller has checked that they had not opted
 * out.
 */
export async function notifyErasedPerson(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user }: { cause: string; user: User },
): Promise<void> {
  if (user.phone === null) return;
  const { userId } = user;
  await enqueue(trx, settings, {
    messageType: 'membership_notice',
    to: { identity: user.phone },
    body: settings.textsFor(user.language).erased(watchFactsOf(settings)),
    key: `${cause}:forgotten:${userId}`,
    isLastWord: true,
    userId,
  });
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
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, did: 'leave' });
  await notifyOfReleasedBookings(trx, settings, { cause, user, freed });
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
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, did: 'add' });
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
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, did: isPromoted ? 'promote' : 'demote' });
}

/** Tells the other coordinators, but not the person, because the phone may be in somebody else's hands. */
export async function notifyOfEndedSignIns(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, actor }: { cause: string; user: User; actor: Actor },
): Promise<void> {
  await notifyOtherCoordinators(trx, settings, { cause, user, actor, did: 'reset' });
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

/** Everybody who would have patrolled with them. */
async function notifyOfReleasedBookings(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, freed }: { cause: string; user: User; freed: ReleasedBookings },
): Promise<void> {
  const now = settings.clock.now();
  const gap = (details: BookingDetails) => ({
    cause,
    details,
    words: '',
    minutesToStart: minutesToStart(details.booking, now),
  });
  for (const details of freed.dropped) await notifyOfDrop(trx, settings, gap(details));
  for (const details of freed.buddyLeft) await notifyOfBuddyLeaving(trx, settings, { ...gap(details), buddy: user });
}

async function notifyOtherCoordinators(
  trx: Transaction,
  settings: WatchSettings,
  entry: { cause: string; user: User; actor: Actor; did: MemberChange },
): Promise<void> {
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${entry.cause}:${entry.did}:others`,
    text: (texts) => {
      const coordinator = actorName(entry.actor, texts);
      return texts.memberChanged({ coordinator, name: entry.user.name, change: entry.did });
    },
    except: [entry.actor.userId, entry.user.userId],
  });
}
