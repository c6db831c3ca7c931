import { BaseModel } from '#src/db/base-model.ts';
import type { Transaction } from '#src/db/connect.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import { spelledAsStored } from './spellings.ts';

export type AddressChannel = 'sms' | 'whatsapp';

/** An address that texts us or that we text. */
export class Address extends BaseModel {
  static override tableName = 'addresses';
  static override idColumn = 'addressId';
  static override instants = ['lastInboundAt', 'optedOutAt', 'createdAt'];

  declare addressId: number;
  /** `+27821234567`, `whatsapp:+27821234567`, `rcs:+27821234567`, or another kind of sender that the provider knows. */
  declare address: string;
  /** The number behind the address. It is the same on all channels. */
  declare identity: string;
  declare channel: AddressChannel;
  declare userId: number | null;
  declare lastInboundAt: Date | null;
  declare optedOutAt: Date | null;
}

const WHATSAPP = 'whatsapp:';
/** Services that people text from, and no machines: WhatsApp, and RCS, which replaces SMS on many phones. */
const OF_PEOPLE = /^(?:whatsapp|rcs):/;

/** The number behind the address, in E.164. An address without a number is its own identity. */
export function identityOf(address: string): string {
  const bare = address.replace(OF_PEOPLE, '');
  return /^\+\d{7,15}$/.test(bare) ? spelledAsStored(bare) : address;
}

/** Whether only people text from such an address, whatever its number is. */
export function isOfPerson(address: string): boolean {
  return OF_PEOPLE.test(address);
}

export function channelOf(address: string): AddressChannel {
  return address.startsWith(WHATSAPP) ? 'whatsapp' : 'sms';
}

export function addressOn(channel: AddressChannel, phone: string): string {
  return channel === 'whatsapp' ? `${WHATSAPP}${phone}` : phone;
}

/** The addresses of a number, the first one first. */
export async function listAddressesOf(trx: Transaction, identity: string): Promise<Address[]> {
  return Address.query(trx).where({ identity }).orderBy('addressId');
}

/** The row of an address, which is inserted if there is none. */
export async function ensureAddress(
  trx: Transaction,
  address: string,
  at: Date,
): Promise<{ row: Address; isNew: boolean }> {
  const values = { address, identity: identityOf(address), channel: channelOf(address), createdAt: at };
  const made = await trx('addresses').insert(values).onConflict('address').ignore().returning('addressId');
  return { row: await Address.query(trx).findOne({ address }).throwIfNotFound(), isNew: made.length > 0 };
}

/** Records, to the minute, when the last text came from an address. A late older text does not move it back. */
export async function recordLastInbound(
  trx: Transaction,
  { addressId, lastInboundAt }: { addressId: number; lastInboundAt: Date | number | null },
  at: Date,
): Promise<void> {
  if (lastInboundAt !== null && new Date(lastInboundAt) > before(at, MINUTE)) return;
  await trx('addresses')
    .where({ addressId })
    .where((earlier) => earlier.whereNull('lastInboundAt').orWhere('lastInboundAt', '<', at))
    .update({ lastInboundAt: at });
}
