import type { Transaction } from '#src/db/connect.ts';
import type { MembershipChange } from '#src/membership/change-status.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { isBeingErased } from '#src/privacy/erasure/erasure.ts';
import { type PersonData, readPersonData } from '#src/privacy/export/person-data.ts';
import type { AuditEvent } from '#src/volunteers/audit/audit.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';

interface PersonExport {
  data: PersonData;
  /** Says who asked. The caller writes it before it hands out the data. */
  audit: AuditEvent;
}

export type ExportOutcome =
  | ({ outcome: 'exported' } & PersonExport)
  /** `beingErased`: what is still stored is only a part, and will be gone soon. */
  | { outcome: 'noSuchUser' | 'beingErased' };

/** Everything that is stored about a person, for the person. Writes nothing. */
export async function exportPerson(
  trx: Transaction,
  settings: WatchSettings,
  { userId, actor, channel }: MembershipChange,
): Promise<ExportOutcome> {
  const user = await findUser(trx, userId);
  if (!user) return { outcome: 'noSuchUser' };
  if (await isBeingErased(trx, userId)) return { outcome: 'beingErased' };
  const data = await readPersonData(trx, settings, user);
  const audit = { actorUserId: actor.userId, channel, action: 'user.export', subject: `user:${userId}` };
  return { outcome: 'exported', data, audit };
}
