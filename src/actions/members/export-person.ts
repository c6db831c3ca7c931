import type { Transaction } from '#src/db/connect.ts';
import type { MembershipChange } from '#src/membership/change-status.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { isBeingErased } from '#src/privacy/erasure/erasure.ts';
import { type PersonField, readPersonData } from '#src/privacy/export/person-data.ts';
import type { AuditEvent } from '#src/volunteers/audit/audit.ts';
import { findUser, getUser } from '#src/volunteers/people/find-user.ts';

export type ExportOutcome =
  /** `audit` says who asked. The caller writes it before it hands out anything. */
  | { outcome: 'exported'; audit: AuditEvent }
  /** `beingErased`: what is still stored is only a part, and will be gone soon. */
  | { outcome: 'noSuchUser' | 'beingErased' };

/** Whether everything that is stored about a person may be handed out. `readExport` reads it. Writes nothing. */
export async function exportPerson(
  trx: Transaction,
  { userId, actor, channel }: MembershipChange,
): Promise<ExportOutcome> {
  if (!(await findUser(trx, userId))) return { outcome: 'noSuchUser' };
  if (await isBeingErased(trx, userId)) return { outcome: 'beingErased' };
  return {
    outcome: 'exported',
    audit: { actorUserId: actor.userId, channel, action: 'user.export', subject: `user:${userId}` },
  };
}

/** Everything that is stored about a person, in parts. `trx` is a snapshot that may be newer than that of `exportPerson`. */
export async function* readExport(
  trx: Transaction,
  settings: WatchSettings,
  userId: number,
): AsyncGenerator<PersonField> {
  if (await isBeingErased(trx, userId)) throw new Error(`the erasure of user ${userId} has begun`);
  yield* readPersonData(trx, settings, await getUser(trx, userId));
}
