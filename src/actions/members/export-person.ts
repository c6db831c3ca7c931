import type { Transaction } from '#src/db/connect.ts';
import type { MembershipChange } from '#src/membership/change-status.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type PersonData, readPersonData } from '#src/privacy/export/person-data.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';

/** Everything that is stored about a person, for the person. The audit says who asked. Undefined: there is no such person. */
export async function exportPerson(
  trx: Transaction,
  settings: WatchSettings,
  { userId, actor, channel }: MembershipChange,
): Promise<PersonData | undefined> {
  const user = await findUser(trx, userId);
  if (!user) return undefined;
  const data = await readPersonData(trx, settings, user);
  const event = { actorUserId: actor.userId, channel, action: 'user.export', subject: `user:${userId}` };
  await audit(trx, settings.clock, event);
  return data;
}
