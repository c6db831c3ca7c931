import type { Database, Transaction } from '#src/db/connect.ts';
import { afterCommit, inTransaction } from '#src/db/in-transaction.ts';
import { lockName } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { identityOf, touchAddress } from '#src/volunteers/address.ts';
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
  /** Once it returns, the text is on disk. The same provider id again changes nothing. */
  receive(inbound: Inbound): Promise<Receipt>;
}

interface Keeper {
  clock: Clock;
  /** The key of what is kept of forgotten numbers. */
  secret: string;
}

/** `onQueued` is called after each commit that left files to be fetched. */
export function createInbox(db: Database, keeper: Keeper, onQueued: () => void): Inbox {
  return {
    receive: (inbound) =>
      inTransaction(db, async (trx) => {
        const { receipt, files } = await receive(trx, keeper, inbound);
        if (files > 0) afterCommit(trx, onQueued);
        return receipt;
      }),
  };
}

async function receive(
  trx: Transaction,
  keeper: Keeper,
  inbound: Inbound,
): Promise<{ receipt: Receipt; files: number }> {
  const known = await findReceived(trx, inbound);
  if (known) return { receipt: { isNew: false, ...known }, files: 0 };
  // a person's texts become visible in the order of their ids: none is handled before an older one is there
  await lockName(trx, RECEIPTS, identityOf(inbound.from));
  const now = keeper.clock.now();
  const receivedAt = inbound.receivedAt ?? now;
  const { row: address, isNew } = await touchAddress(trx, inbound.from, receivedAt);
  if (isNew) await recallOptOut(trx, keeper.secret, address.identity);
  const conversationId = await ensureConversation(trx, address.identity, now);
  const place = inbound.attachments.find((attachment) => attachment.kind === 'place');
  const [inserted] = await trx('inbox')
    .insert({
      providerSid: inbound.providerSid,
      conversationId,
      addressId: address.addressId,
      body: inbound.body,
      media: JSON.stringify(inbound.attachments),
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
      raw: inbound.raw,
      receivedAt,
      replayedAt: inbound.receivedAt ? now : null,
    })
    .onConflict('providerSid')
    .ignore()
    .returning('inboxId');
  if (!inserted) return receive(trx, keeper, inbound);
  const { inboxId } = inserted;
  const files = await queueMedia(trx, now, { inboxId, attachments: inbound.attachments });
  return { receipt: { isNew: true, inboxId, conversationId }, files };
}

function findReceived(
  trx: Transaction,
  { providerSid }: Inbound,
): Promise<Pick<Receipt, 'inboxId' | 'conversationId'> | undefined> {
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
