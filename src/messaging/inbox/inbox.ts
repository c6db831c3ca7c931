import type { Database, Transaction } from '#src/db/connect.ts';
import { inOneStatement } from '#src/db/in-one-statement.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockName, nameLocked } from '#src/db/locking.ts';
import { queueMedia } from '#src/messaging/media/queue-media.ts';
import type { Clock } from '#src/platform/clock.ts';
import { ensureAddress, identityOf } from '#src/volunteers/numbers/address.ts';
import { restoreOptOut } from '#src/volunteers/numbers/erased-numbers.ts';
import type { InboundMessage } from './inbound-message.ts';

interface Receipt {
  isNew: boolean;
  inboxId: number;
  conversationId: number;
}

export interface Inbox {
  /**
   * Once it returns, the text is on disk. The same provider id again changes nothing. `isTried`: whoever receives it handles
   * it at once, and the first attempt is counted with the receipt, so that it takes no commit of its own.
   */
  receive(inbound: InboundMessage, options?: { isTried: boolean }): Promise<Receipt>;
}

interface Keeper {
  clock: Clock;
  /** The key of what is kept of forgotten numbers. */
  secret: string;
}

export function createInbox(db: Database, keeper: Keeper): Inbox {
  return {
    receive: async (inbound, { isTried } = { isTried: false }) => {
      const row = rowOf(inbound, { now: keeper.clock.now(), attempts: isTried ? 1 : 0 });
      const receipt = await receiveFromKnown(db, inbound, row);
      return receipt ?? inTransaction(db, (trx) => receive(trx, keeper, { inbound, row }));
    },
  };
}

/** What the inbox keeps of a text, but for whose it is. */
function rowOf(inbound: InboundMessage, { now, attempts }: { now: Date; attempts: number }) {
  const place = inbound.attachments.find((attachment) => attachment.kind === 'place');
  return {
    providerSid: inbound.providerSid,
    body: inbound.body,
    media: JSON.stringify(inbound.attachments),
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    raw: inbound.raw,
    receivedAt: inbound.receivedAt ?? now,
    replayedAt: inbound.receivedAt ? now : null,
    attempts,
  };
}

/**
 * Nearly every text is words of somebody who texted before, and new: in one statement, which is a transaction by itself.
 * Undefined: this one is not, and nothing is written.
 */
async function receiveFromKnown(
  db: Database,
  inbound: InboundMessage,
  row: ReturnType<typeof rowOf>,
): Promise<Receipt | undefined> {
  if (inbound.attachments.length > 0) return undefined;
  const columns = Object.keys(row);
  const insert = db.raw(
    // the place in the inbox is given out for what was selected, when the name is held
    `insert into inbox (address_id, conversation_id, ${columns.map(() => '??').join(', ')})
      select addresses.address_id, conversations.conversation_id, ${columns.map(() => '?').join(', ')}
      from ? as held cross join addresses
      join conversations on conversations.identity = addresses.identity
      where addresses.address = ?
      on conflict (provider_sid) do nothing returning inbox_id as "inboxId", conversation_id as "conversationId"`,
    [...columns, ...Object.values(row), nameLocked(db, 'inboundSender', identityOf(inbound.from)), inbound.from],
  );
  const [inserted] = await inOneStatement<Omit<Receipt, 'isNew'>>(db, insert);
  return inserted && { isNew: true, ...inserted };
}

async function receive(
  trx: Transaction,
  keeper: Keeper,
  { inbound, row }: { inbound: InboundMessage; row: ReturnType<typeof rowOf> },
): Promise<Receipt> {
  // a person's texts become visible in the order of their ids: none is handled before an older one is there
  await lockName(trx, 'inboundSender', identityOf(inbound.from));
  const { addressId, conversationId } = await ensureSender(trx, keeper, inbound.from);
  const [inserted] = await trx('inbox')
    .insert({ ...row, addressId, conversationId })
    .onConflict('providerSid')
    .ignore()
    .returning('inboxId');
  if (!inserted) return { isNew: false, ...(await getReceived(trx, inbound)) };
  const { inboxId } = inserted;
  await queueMedia(trx, keeper.clock.now(), { inboxId, attachments: inbound.attachments });
  return { isNew: true, inboxId, conversationId };
}

/** Who texts; remembered from now on. */
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
  if (isNew) await restoreOptOut(trx, keeper.secret, address.identity);
  return { addressId: address.addressId, conversationId: await ensureConversation(trx, address.identity, now) };
}

function getReceived(
  trx: Transaction,
  { providerSid }: InboundMessage,
): Promise<Pick<Receipt, 'inboxId' | 'conversationId'>> {
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
