import type { ActionOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { MOST_SEGMENTS } from '#src/messaging/segments/fit-for-sms.ts';
import { foldForSms } from '#src/messaging/segments/gsm7.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import { beginRelay } from '#src/messaging/thread/relay.ts';
import { hasRoomFor, originatorIn } from '#src/notices/limit/limit-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { restoreOptOut } from '#src/volunteers/numbers/erased-numbers.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';

export type WriteOutcome =
  | { outcome: 'written'; conversationId: number; segments: number }
  /** It does not fit into the segments that we send. */
  | { outcome: 'tooLong'; segments: number }
  | { outcome: 'noMobile' | 'optedOut' }
  /** They got so many texts of this coordinator within ten minutes that they get no more now. */
  | { outcome: 'tooMany' };

/** A coordinator writes to a person. For some hours, the person's answers go to that coordinator. */
export async function writeToPerson(
  trx: Transaction,
  settings: WatchSettings,
  {
    cause,
    channel,
    coordinator,
    identity,
    words,
  }: ActionOrigin & { coordinator: User; identity: string; words: string },
): Promise<WriteOutcome> {
  if (parseMobile(identity, settings.region) !== identity) return { outcome: 'noMobile' };
  await restoreOptOut(trx, settings.secret, identity);
  if (await isOptedOut(trx, identity)) return { outcome: 'optedOut' };
  const person = await findUserByPhone(trx, identity);
  const body = settings
    .textsFor(person?.language)
    .coordinatorWrites({ coordinator: firstName(coordinator.name), words });
  const { segments } = measure(foldForSms(body));
  if (segments > MOST_SEGMENTS) return { outcome: 'tooLong', segments };
  if (!(await hasRoomFor(trx, settings, identity))) return { outcome: 'tooMany' };
  const originator = originatorIn(settings);
  const { userId: writtenBy } = coordinator;
  const conversationId = await beginRelay(trx, { identity, coordinator, now: settings.clock.now() });
  await enqueue(trx, settings, {
    messageType: 'coordinator_message',
    to: { identity },
    body,
    key: `${cause}:message`,
    writtenBy,
    ...(originator && { originator }),
    ...(person && { userId: person.userId }),
  });
  await audit(trx, settings.clock, {
    actorUserId: writtenBy,
    channel,
    action: 'message.write',
    subject: person ? `user:${person.userId}` : `conversation:${conversationId}`,
    after: { segments },
  });
  return { outcome: 'written', conversationId, segments };
}
