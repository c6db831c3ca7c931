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
   * When it returns, the text is on disk. A second text with the same provider id changes nothing. `isTried`: the caller
   * handles the text at once. The first attempt is counted in the same commit, because a commit of its own costs too much.
   */
  receive(inbound: InboundMessage, options?: { isTried: boolean }): Promise<Receipt>;
}

interface InboxTools {
  clock: Clock;
  /** The key of the hashes that we keep of erased numbers. */
  secret: string;
}

export function createInbox(db: Database, tools: InboxTools): Inbox {
  return {
    receive: async (inbound, { isTried } = { isTried: false }) => {
      const row = rowOf(inbound, { now: tools.clock.now(), attempts: isTried ? 1 : 0 });
      const receipt = await receiveFromKnown(db, inbound, row);
      return receipt ?? inTransaction(db, (trx) => receive(trx, tools, { inbound, row }));
    },
  };
}

/** The row of a text, without its sender. */
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
 * Stores a new text without files from a known sender, as nearly all are, in one statement that is a transaction by itself.
 * Undefined: it is another kind of text, and nothing is written.
 */
async function receiveFromKnown(
  db: Database,
  inbound: InboundMessage,
  row: ReturnType<typeof rowOf>,
): Promise<Receipt | undefined> {
  if (inbound.attachments.length > 0 || inbound.readFiles) return undefined;
  const columns = Object.keys(row);
  const identity = identityOf(inbound.from);
  const insert = db.raw(
    // the select takes the lock, so the id is assigned while the lock is held
    `insert into inbox (address_id, conversation_id, ${columns.map(() => '??').join(', ')})
      select addresses.address_id, conversations.conversation_id, ${columns.map(() => '?').join(', ')}
      from ? as held cross join addresses
      join conversations on conversations.identity = addresses.identity
      where addresses.address = ? and addresses.identity = ?
      on conflict (provider_sid) do nothing returning inbox_id as "inboxId", conversation_id as "conversationId"`,
    [...columns, ...Object.values(row), nameLocked(db, 'inboundSender', identity), inbound.from, identity],
  );
  const [inserted] = await inOneStatement<Omit<Receipt, 'isNew'>>(db, insert);
  return inserted && { isNew: true, ...inserted };
}

async function receive(
  trx: Transaction,
  tools: InboxTools,
  { inbound, row }: { inbound: InboundMessage; row: ReturnType<typeof rowOf> },
): Promise<Receipt> {
  // a person's texts become visible in the order of their ids: none is handled before an older one is there
  await lockName(trx, 'inboundSender', identityOf(inbound.from));
  const { addressId, conversationId } = await ensureSender(trx, tools, inbound.from);
  const [inserted] = await trx('inbox')
    .insert({ ...row, addressId, conversationId })
    .onConflict('providerSid')
    .ignore()
    .returning('inboxId');
  if (!inserted) return { isNew: false, ...(await getReceived(trx, inbound)) };
  const { inboxId } = inserted;
  await queueMedia(trx, tools.clock.now(), { ...inbound, inboxId });
  return { isNew: true, inboxId, conversationId };
}

/** Finds the sender, or creates them. */
async function ensureSender(
  trx: Transaction,
  tools: InboxTools,
  from: string,
): Promise<{ addressId: number; conversationId: number }> {
  const known = await trx('addresses')
    .join('conversations', 'conversations.identity', 'addresses.identity')
    .where('addresses.address', from)
    .where('addresses.identity', identityOf(from))
    .first('addresses.addressId', 'conversations.conversationId');
  if (known) return known;
  const now = tools.clock.now();
  const { row: address, isNew } = await ensureAddress(trx, from, now);
  const identity = identityOf(from);
  // an earlier version read another number, or none, in this address
  const isRead = address.identity !== identity;
  if (isRead) await trx('addresses').where({ addressId: address.addressId }).update({ identity });
  if (isNew || isRead) await restoreOptOut(trx, tools.secret, identity);
  return { addressId: address.addressId, conversationId: await ensureConversation(trx, identity, now) };
}

function getReceived(
  trx: Transaction,
  { providerSid }: InboundMessage,
): Promise<Pick<Receipt, 'inboxId' | 'conversationId'>> {
  return trx('inbox').where({ providerSid }).first('inboxId', 'conversationId');
}

/** Finds a person's conversation, or creates it. */
export async function ensureConversation(trx: Transaction, identity: string, now: Date): Promise<number> {
  const find = () => trx('conversations').where({ identity }).first('conversationId');
  const known = await find();
  if (known) return known.conversationId;
  await trx('conversations').insert({ identity, createdAt: now }).onConflict('identity').ignore();
  return (await find()).conversationId;
}
