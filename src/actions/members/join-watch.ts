import type { ActionOrigin } from '#src/actions/action-origin.ts';
import { planReminders } from '#src/actions/timers/reminders.ts';
import type { Transaction } from '#src/db/connect.ts';
import { addNewcomer, type JoinOutcome } from '#src/membership/add-newcomer.ts';
import { proveAgain } from '#src/membership/prove-again.ts';
import { recordProof } from '#src/membership/record-proof.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import {
  notifyOfGrant,
  notifyOfNewcomer,
  notifyOfNumberHandedOn,
  notifyOfProvedAgain,
} from '#src/notices/members/newcomer-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { recordMemberChange } from './record-member-change.ts';

/** Somebody joins with a proved number. The coordinators are told. */
export async function joinWatch(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...newcomer }: ActionOrigin & { phone: string; name: string },
): Promise<JoinOutcome> {
  const proof = await proveAgain(trx, settings, newcomer);
  if (proof.outcome === 'returned') {
    await notifyOfProvedAgain(trx, settings, { cause, ...proof });
    await planReminders(trx, settings, proof.linked);
    recordMemberChange(trx, settings, proof);
    return { ...proof, outcome: 'joined', namers: [], wasRefused: false };
  }
  if (proof.outcome === 'handedOn') await notifyOfNumberHandedOn(trx, settings, { cause, before: proof.before });
  const joined = await addNewcomer(trx, settings, newcomer);
  if (joined.outcome === 'alreadyMember') {
    // a coordinator has added them in the meantime. Their number is proved all the same
    const user = await proveMember(trx, settings, { cause, channel: newcomer.channel, user: joined.user });
    return { ...joined, user };
  }
  await notifyOfNewcomer(trx, settings, { cause, ...joined });
  await planReminders(trx, settings, joined.linked);
  const { userId, status } = joined.user;
  recordLiveEvent(trx, settings.clock, { type: 'newcomer', user_id: userId, status });
  return joined;
}

/** A member proves their number. If that makes them a coordinator, the other coordinators are told. */
export async function proveMember(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...proof }: ActionOrigin & { user: User },
): Promise<User> {
  const { user, isGranted } = await recordProof(trx, settings, proof);
  if (isGranted) {
    await notifyOfGrant(trx, settings, { cause, user });
    recordMemberChange(trx, settings, { user });
  }
  return user;
}
