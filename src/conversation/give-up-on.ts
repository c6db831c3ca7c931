import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/enqueue.ts';
import { listReachableCoordinators } from '#src/notices/tell.ts';
import { factsOf, type Watch } from '#src/notices/watch.ts';
import { textsFor } from '#src/texts/texts-for.ts';
import { findUserByPhone } from '#src/volunteers/find-user.ts';
import { isOptedOut } from '#src/volunteers/opt-out.ts';
import { parseMobile } from '#src/volunteers/phone-number.ts';

/** A text that fails each time is kept for a person, and the phone's next texts go on. */
export async function giveUpOn(trx: Transaction, watch: Watch, inboxId: number): Promise<void> {
  const given = await trx('inbox')
    .where({ inboxId })
    .whereNull('handledAt')
    .update({ handledAt: watch.clock.now(), needsPerson: true, needsPersonReason: 'handling failed' });
  if (given === 0) return;
  const sender = await trx('inbox')
    .join('addresses', 'addresses.addressId', 'inbox.addressId')
    .where({ inboxId })
    .first('addresses.address', 'addresses.identity');
  const isMobile = parseMobile(sender.identity, watch.region) === sender.identity;
  if (!isMobile || (await isOptedOut(trx, sender.identity))) return;
  const user = await findUserByPhone(trx, sender.identity);
  const texts = textsFor(user?.language);
  const isReachable = (await listReachableCoordinators(trx, [user?.userId])).length > 0;
  const body = (isReachable ? texts.passedToPerson : texts.nobodyToPassTo)(factsOf(watch));
  await enqueue(trx, watch, {
    messageType: 'answer',
    to: { address: sender.address },
    body,
    key: `inbox:${inboxId}:answer:0`,
  });
}
