import type { Transaction } from '#src/db/connect.ts';
import { notifyCoordinators } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Tells the other coordinators that somebody may pretend to have this number. */
export async function notifyOfWrongProofs(
  trx: Transaction,
  settings: WatchSettings,
  { cause, identity, user }: { cause: string; identity: string; user: User | undefined },
): Promise<void> {
  const who = { name: user?.name ?? '', phone: formatPhone(identity, settings.region) };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${cause}:wrong-proofs`,
    text: (texts) => texts.wrongProofsOf(who),
    except: [user?.userId],
  });
}
