import type { CoordinatorOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { eraseFromCase, type RedactionTarget, type RedactOutcome } from '#src/privacy/erasure/erase-from-case.ts';
import { audit } from '#src/volunteers/audit/audit.ts';

/**
 * A coordinator erases a person from the words of one case. Cases are evidence, so no other action changes their words. The
 * audit entry does not contain the erased words.
 */
export async function redactCase(
  trx: Transaction,
  settings: WatchSettings,
  { actor, channel, reportId, who }: Omit<CoordinatorOrigin, 'cause'> & { reportId: number; who: RedactionTarget },
): Promise<RedactOutcome> {
  const tools = { nameless: settings.textsFor(undefined).erasedPerson(), region: settings.region };
  const done = await eraseFromCase(trx, tools, { reportId, who });
  if (done.outcome !== 'redacted' || done.places === 0) return done;
  await audit(trx, settings.clock, {
    actorUserId: actor.userId,
    channel,
    action: 'report.redact',
    subject: `report:${reportId}`,
    after: { places: done.places, ...('userId' in who && { user_id: who.userId }) },
  });
  return done;
}
