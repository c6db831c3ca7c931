import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/enqueue.ts';
import { fits } from '#src/messaging/fit-for-sms.ts';
import { after, DAY, MINUTE } from '#src/platform/duration.ts';
import type { BookingDetails } from '#src/roster/booking-details.ts';
import type { FreedBookings } from '#src/roster/free-bookings-of.ts';
import { type Texts, textsFor } from '#src/texts/texts-for.ts';
import type { Actor } from '#src/volunteers/actor.ts';
import { firstName } from '#src/volunteers/display-name.ts';
import type { User } from '#src/volunteers/user.ts';
import { actorName } from './actor-name.ts';
import { noticeOfBuddy, noticeOfBuddyLeaving, noticeOfDrop } from './booking-notices.ts';
import { phoneOf, tell, tellCoordinators } from './tell.ts';
import { factsOf, type Watch } from './watch.ts';

/** The coordinators learn who came, and what to answer if they mind. */
export async function noticeOfNewcomer(
  trx: Transaction,
  watch: Watch,
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
    phone: phoneOf(user, watch.region),
    ref: user.ref ?? '',
    awaits: user.status === 'pending',
    isCoordinator: user.isCoordinator,
  };
  const names = namers.map(({ name }) => name);
  await tellCoordinators(trx, watch, {
    messageType: 'membership_notice',
    cause: `${cause}:newcomer:${user.userId}`,
    text: (texts) => {
      const build = (count: number) =>
        texts.newcomer({
          ...words,
          namers: [...names.slice(0, count), ...(names.length > count ? ['others'] : [])].join(', '),
        });
      const most = names.findLastIndex((_, index) => fits(build(index + 1)));
      return build(most + 1);
    },
    ...(words.awaits && { aboutUserId: user.userId }),
    except: [user.userId],
  });
  for (const details of linked) await noticeOfBuddy(trx, watch, { cause, details });
}

/** A member whom a coordinator entered became a coordinator by their first proof. The others must know who has the rights. */
export async function noticeOfGrant(
  trx: Transaction,
  watch: Watch,
  { cause, user }: { cause: string; user: User },
): Promise<void> {
  const who = { name: user.name, phone: phoneOf(user, watch.region), ref: user.ref ?? '' };
  await tellCoordinators(trx, watch, {
    messageType: 'membership_notice',
    cause: `${cause}:granted:${user.userId}`,
    text: (texts) => texts.grantedCoordinator(who),
    except: [user.userId],
  });
}

/** The coordinators learn that a number which was unseen for long was proved again, by the one who had it. */
export async function noticeOfReturn(
  trx: Transaction,
  watch: Watch,
  { cause, user, before, linked }: { cause: string; user: User; before: User; linked: BookingDetails[] },
): Promise<void> {
  const who = { name: user.name, phone: phoneOf(user, watch.region) };
  await tellCoordinators(trx, watch, {
    messageType: 'membership_notice',
    cause: `${cause}:came-back:${user.userId}`,
    text: (texts) => texts.cameBack({ ...who, wasCoordinator: before.role === 'coordinator' }),
    except: [user.userId],
  });
  for (const details of linked) await noticeOfBuddy(trx, watch, { cause, details });
}

/** A coordinator's number was unseen for long: the others must know that alarms don't reach them. */
export async function noticeOfUnseenCoordinator(trx: Transaction, watch: Watch, user: User): Promise<void> {
  await tellCoordinators(trx, watch, {
    messageType: 'coordinator_notice',
    cause: `unseen:${user.userId}:${watch.clock.now().getTime()}`,
    text: (texts) => texts.coordinatorUnseen({ name: user.name, phone: phoneOf(user, watch.region) }),
    except: [user.userId],
  });
}

/** … or that it is somebody else's by now. */
export async function noticeOfHandingOn(
  trx: Transaction,
  watch: Watch,
  { cause, before }: { cause: string; before: User },
): Promise<void> {
  await tellCoordinators(trx, watch, {
    messageType: 'membership_notice',
    cause: `${cause}:handed-on:${before.userId}`,
    text: (texts) => texts.numberHandedOn({ name: before.name, phone: phoneOf(before, watch.region) }),
  });
}

export async function noticeOfAdmission(
  trx: Transaction,
  watch: Watch,
  { cause, user, actor, linked }: { cause: string; user: User; actor: Actor; linked: BookingDetails[] },
): Promise<void> {
  const words = { ...factsOf(watch), first: firstName(user.name) };
  await tell(trx, watch, user, {
    messageType: 'membership_notice',
    cause: `${cause}:admitted`,
    text: (texts) => texts.admitted(words),
  });
  await tellOthers(trx, watch, { cause, user, actor, did: user.isCoordinator ? 'admitAsCoordinator' : 'admit' });
  for (const details of linked) await noticeOfBuddy(trx, watch, { cause, details });
}

export async function noticeOfRefusal(
  trx: Transaction,
  watch: Watch,
  { cause, user, actor }: { cause: string; user: User; actor: Actor },
): Promise<void> {
  await tell(trx, watch, user, {
    messageType: 'membership_notice',
    cause: `${cause}:refused`,
    text: (texts) => texts.refused(factsOf(watch)),
  });
  await tellOthers(trx, watch, { cause, user, actor, did: 'refuse' });
}

/** The person is told, and everybody who would have walked with them. */
export async function noticeOfRemoval(
  trx: Transaction,
  watch: Watch,
  { cause, user, actor, freed }: { cause: string; user: User; actor: Actor; freed: FreedBookings },
): Promise<void> {
  await tell(trx, watch, user, {
    messageType: 'membership_notice',
    cause: `${cause}:removed`,
    text: (texts) => texts.removed(factsOf(watch)),
    expiresAt: after(watch.clock.now(), DAY),
  });
  await tellOthers(trx, watch, { cause, user, actor, did: 'remove' });
  await noticeOfFreed(trx, watch, { cause, user, freed });
}

/** The coordinators, and who would have walked with them, learn it for the last time by name. */
export async function noticeOfForgetting(
  trx: Transaction,
  watch: Watch,
  { cause, user, actor, freed }: { cause: string; user: User; actor: Actor; freed: FreedBookings },
): Promise<void> {
  const isSelf = actor.userId === user.userId;
  const who = { name: user.name, phone: phoneOf(user, watch.region), shifts: freed.dropped.length };
  await tellCoordinators(trx, watch, {
    messageType: 'coordinator_notice',
    cause: `${cause}:forgotten:${user.userId}`,
    text: (texts) => texts.forgottenFor({ ...who, coordinator: isSelf ? '' : actorName(actor, texts) }),
    except: [actor.userId, user.userId],
  });
  await noticeOfFreed(trx, watch, { cause, user, freed });
}

/** The last text to somebody who was forgotten, at the number that they had. Whether they had said STOP was looked at before. */
export async function tellForgotten(
  trx: Transaction,
  watch: Watch,
  { cause, user }: { cause: string; user: User },
): Promise<void> {
  if (user.phone === null) return;
  const { userId } = user;
  await enqueue(trx, watch, {
    messageType: 'membership_notice',
    to: { identity: user.phone },
    body: textsFor(user.language).forgotten(factsOf(watch)),
    key: `${cause}:forgotten:${userId}`,
    isLastWord: true,
    userId,
  });
}

/** Gone for good: the same, in other words. */
export async function noticeOfLeaving(
  trx: Transaction,
  watch: Watch,
  { cause, user, actor, freed }: { cause: string; user: User; actor: Actor; freed: FreedBookings },
): Promise<void> {
  await tell(trx, watch, user, {
    messageType: 'membership_notice',
    cause: `${cause}:left`,
    text: (texts) => texts.leftForGood(factsOf(watch)),
    expiresAt: after(watch.clock.now(), DAY),
  });
  await tellOthers(trx, watch, { cause, user, actor, did: 'leave' });
  await noticeOfFreed(trx, watch, { cause, user, freed });
}

export async function noticeOfAddition(
  trx: Transaction,
  watch: Watch,
  { cause, user, actor, linked }: { cause: string; user: User; actor: Actor; linked: BookingDetails[] },
): Promise<void> {
  const words = { ...factsOf(watch), first: firstName(user.name) };
  await tell(trx, watch, user, {
    messageType: 'membership_notice',
    cause: `${cause}:added`,
    text: (texts) => texts.addedByCoordinator({ ...words, coordinator: actorName(actor, texts) }),
  });
  await tellOthers(trx, watch, { cause, user, actor, did: 'add' });
  for (const details of linked) await noticeOfBuddy(trx, watch, { cause, details });
}

export async function noticeOfRole(
  trx: Transaction,
  watch: Watch,
  { cause, user, actor }: { cause: string; user: User; actor: Actor },
): Promise<void> {
  const words = { ...factsOf(watch), first: firstName(user.name) };
  const isPromoted = user.role === 'coordinator';
  await tell(trx, watch, user, {
    messageType: 'membership_notice',
    cause: `${cause}:role`,
    text: (texts) => (isPromoted ? texts.madeCoordinator(words) : texts.noLongerCoordinator(words)),
  });
  await tellOthers(trx, watch, { cause, user, actor, did: isPromoted ? 'promote' : 'demote' });
}

/** The other coordinators hear of it; the person does not: the phone may be in somebody else's hand. */
export async function noticeOfReset(
  trx: Transaction,
  watch: Watch,
  { cause, user, actor }: { cause: string; user: User; actor: Actor },
): Promise<void> {
  await tellOthers(trx, watch, { cause, user, actor, did: 'reset' });
}

/** To the new phone and to the old one: who did not want it can say so. */
export async function noticeOfNumber(
  trx: Transaction,
  watch: Watch,
  change: { cause: string; before: User; user: User; actor: Actor; linked: BookingDetails[] },
): Promise<void> {
  const { cause, before, user, actor, linked } = change;
  const words = (texts: Texts) => ({
    ...factsOf(watch),
    first: firstName(user.name),
    coordinator: actorName(actor, texts),
  });
  const messageType = 'membership_notice' as const;
  const [told, toldBefore] = [`${cause}:number`, `${cause}:old-number`];
  await tell(trx, watch, user, { messageType, cause: told, text: (texts) => texts.numberIsNew(words(texts)) });
  await tell(trx, watch, before, { messageType, cause: toldBefore, text: (texts) => texts.numberIsOld(words(texts)) });
  for (const details of linked) await noticeOfBuddy(trx, watch, { cause, details });
}

/** Who would have walked with them. */
async function noticeOfFreed(
  trx: Transaction,
  watch: Watch,
  { cause, user, freed }: { cause: string; user: User; freed: FreedBookings },
): Promise<void> {
  const gap = (details: BookingDetails) => {
    const ahead = details.booking.shiftStart.getTime() - watch.clock.now().getTime();
    return { cause, details, words: '', minutesToStart: Math.ceil(ahead / MINUTE) };
  };
  for (const details of freed.dropped) await noticeOfDrop(trx, watch, gap(details));
  for (const details of freed.buddyLeft) await noticeOfBuddyLeaving(trx, watch, { ...gap(details), buddy: user });
}

async function tellOthers(
  trx: Transaction,
  watch: Watch,
  deed: { cause: string; user: User; actor: Actor; did: keyof ReturnType<Texts['verbs']> },
): Promise<void> {
  await tellCoordinators(trx, watch, {
    messageType: 'coordinator_notice',
    cause: `${deed.cause}:${deed.did}:others`,
    text: (texts) => {
      const coordinator = actorName(deed.actor, texts);
      return texts.dealtWith({ coordinator, name: deed.user.name, what: texts.verbs()[deed.did] });
    },
    except: [deed.actor.userId, deed.user.userId],
  });
}
