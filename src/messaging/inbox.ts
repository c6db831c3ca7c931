import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockName } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { ensureAddress, identityOf, touchAddress } from '#src/volunteers/address.ts';
import { recallOptOut } from '#src/volunteers/forgotten-numbers.ts';
import type { Inbound } from './inbound.ts';
import { queueMedia } from './media/queue-media.ts';

/** Any number, the same in every process: the family of the locks under which a person's texts are received. */
const RECEIPTS = 48_215;

export interface Receipt {
  isNew: boolean;
  inboxId: number;
  conversationId: number;
}

export interface Inbox {
  /**
   * Once it returns, the text is on disk. The same provider id again changes nothing. `isTried`: whoever receives it handles
   * it at once, and the first attempt is counted with the receipt, so that it takes no commit of its own.
   */
  receive(inbound: Inbound, options?: { isTried: boolean }): Promise<Receipt>;
}

interface Keeper {
  clock: Clock;
  /** The key of what is kept of forgotten numbers. */
  secret: string;
}

export function createInbox(db: Database, keeper: Keeper): Inbox {
  return {
    receive: (inbound, { isTried } = { isTried: false }) =>
      inTransaction(db, (trx) => receive(trx, keeper, { inbound, attempts: isTried ? 1 : 0 })),
  };
}

async function receive(
  trx: Transaction,
  keeper: Keeper,
  { inbound, attempts }: { inbound: Inbound; attempts: number },
): Promise<Receipt> {
  // a person's texts become visible in the order of their ids: none is handled before an older one is there
  await lockName(trx, RECEIPTS, identityOf(inbound.from));
  const now = keeper.clock.now();
  const receivedAt = inbound.receivedAt ?? now;
  const { addressId, conversationId } = await ensureSender(trx, keeper, inbound.from);
  const place = inbound.attachments.find((attachment) => attachment.kind === 'place');
  const [inserted] = await trx('inbox')
    .insert({
      providerSid: inbound.providerSid,
      conversationId,
      addressId,
      body: inbound.body,
      media: JSON.stringify(inbound.attachments),
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
      raw: inbound.raw,
      receivedAt,
      replayedAt: inbound.receivedAt ? now : null,
      attempts,
    })
    .onConflict('providerSid')
    .ignore()
    .returning('inboxId');
  if (!inserted) return { isNew: false, ...(await getReceived(trx, inbound)) };
  await touchAddress(trx, addressId, receivedAt);
  const { inboxId } = inserted;
  await queueMedia(trx, now, { inboxId, attachments: inbound.attachments });
  return { isNew: true, inboxId, conversationId };
}

/** Who texts, nearly always somebody who did before: in one query. */
async function ensureSender(
  trx: Transaction,
  keeper: Keeper,
  from: string,
): Promise<{ addressId: number; conversationId: number }> {
  const known = await trx('addresses')
    .join('conversations', 'conversations.identity', 'addresses.identity')
    .where('addresses.address', from)
    .first('addresses.addressId', 'conversations.conversationId');
  if (known) return known;
  const now = keeper.clock.now();
  const { row: address, isNew } = await ensureAddress(trx, from, now);
  if (isNew) await recallOptOut(trx, keeper.secret, address.identity);
  return { addressId: address.addressId, conversationId: await ensureConversation(trx, address.identity, now) };
}

function getReceived(trx: Transaction, { providerSid }: Inbound): Promise<Pick<Receipt, 'inboxId' | 'conversationId'>> {
  return trx('inbox').where({ providerSid }).first('inboxId', 'conversationId');
}

/** The conversation of a person, begun if there is none yet. */
export async function ensureConversation(trx: Transaction, identity: string, now: Date): Promise<number> {
  const find = () => trx('conversations').where({ identity }).first('conversationId');
  const known = await find();
  if (known) return known.conversationId;
  await trx('conversations').insert({ identity, createdAt: now }).onConflict('identity').ignore();
  return (await find()).conversationId;
}
