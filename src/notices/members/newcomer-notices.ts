import type { Transaction } from '#src/db/connect.ts';
import { fits } from '#src/messaging/segments/fit-for-sms.ts';
import { notifyCoordinators, phoneOf } from '#src/notices/notify.ts';
import { notifyOfBuddy } from '#src/notices/shifts/booking-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** More names never fit into a text. */
const MOST_NAMED = 30;

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
      const most = names.slice(0, MOST_NAMED).findLastIndex((_, index) => fits(build(index + 1)));
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
