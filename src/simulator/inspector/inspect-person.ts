import type { Transaction } from '#src/db/connect.ts';
import { outcomeWords } from '#src/messaging/thread/outcome-words.ts';
import { findLastSent } from '#src/messaging/thread/read-thread.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { listAddressesOf } from '#src/volunteers/numbers/address.ts';
import { findOptOut } from '#src/volunteers/numbers/opt-out.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { InspectedPerson } from './inspection.ts';

/** Who has this number, and whether our texts reach them. */
export async function inspectPerson(
  trx: Transaction,
  { identity, zone }: { identity: string; zone: string },
): Promise<InspectedPerson & { userId: number | undefined }> {
  const user = await findUserByPhone(trx, identity);
  const addresses = await listAddressesOf(trx, identity);
  const last = await findLastSent(trx, identity);
  const isLost = last && (last.status === 'failed' || ['failed', 'undelivered'].includes(last.deliveryStatus ?? ''));
  return {
    userId: user?.userId,
    member: user && { name: user.name, role: user.role, status: user.status, ref: user.ref ?? undefined },
    addresses: addresses.map(({ address, channel, lastInboundAt }) => ({
      ...{ address, channel },
      lastTextAt: lastInboundAt ?? undefined,
    })),
    optedOutAt: await findOptOut(trx, identity),
    notReached: isLost
      ? {
          at: last.deliveryStatusAt ?? last.sentAt ?? last.createdAt,
          reason: outcomeWords(last, (instant) => formatZoned(instant, zone, 'ccc d LLL HH:mm')),
        }
      : undefined,
  };
}
