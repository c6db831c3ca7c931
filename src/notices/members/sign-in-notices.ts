import type { Transaction } from '#src/db/connect.ts';
import { notify, notifyCoordinators, phoneOf } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { localDateOf } from '#src/platform/zoned-time.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Coordinators read of one paused volunteer in this time. An attack on everybody must not fill their phones. */
const BETWEEN_NOTICES = 20 * MINUTE;

/** A coordinator's sign-in can see every number, so the other coordinators must know. */
export async function notifyOfSignIn(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user }: { cause: string; user: User },
): Promise<void> {
  if (!user.isCoordinator) return;
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${cause}:signed-in`,
    text: (texts) => texts.coordinatorSignedIn({ name: user.name }),
    except: [user.userId],
  });
}

/** Tells the owner of a number, and the coordinators, that somebody guesses its codes. Once a day. */
export async function notifyOfSignInPause(trx: Transaction, settings: WatchSettings, user: User): Promise<void> {
  const { clock, zone, region } = settings;
  const cause = `sign-in-paused:${user.userId}:${localDateOf(clock.now(), zone)}`;
  const isFirst = await notify(trx, settings, user, {
    messageType: 'membership_notice',
    cause: `${cause}:owner`,
    text: (texts) => texts.ownSignInPaused(),
  });
  if (!isFirst) return;
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: user.isCoordinator ? cause : `sign-in-paused:${Math.floor(clock.now().getTime() / BETWEEN_NOTICES)}`,
    text: (texts) => texts.signInPaused({ name: user.name, phone: phoneOf(user, region) }),
    except: [user.userId],
  });
}
