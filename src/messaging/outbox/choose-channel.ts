import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { before, HOUR } from '#src/platform/duration.ts';
import { Address, addressOn, channelOf } from '#src/volunteers/numbers/address.ts';

/** WhatsApp lets us write freely for 24 hours after a person's last text there. One hour is a margin. */
const SESSION_WINDOW = 23 * HOUR;

/**
 * The address for a message to this person: WhatsApp while their session window is open, SMS otherwise. The only place that
 * chooses a channel. Outside of the window, WhatsApp takes only templates that Meta has approved. A watch that has some would
 * choose the WhatsApp address for their message types here, and the sender would send the template's id.
 */
async function chooseAddress(trx: Transaction, identity: string, now: Date): Promise<string> {
  return (await chooseAddresses(trx, [identity], now)).get(identity) ?? addressOn('sms', identity);
}

/** The same for many people. */
export async function chooseAddresses(
  trx: Transaction,
  identities: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  const open = await inChunks(identities, (chunk) => openOnWhatsapp(trx, now).whereIn('identity', chunk));
  const whatsapp = new Map(open.map(({ identity, address }) => [identity, address]));
  return new Map(identities.map((identity) => [identity, whatsapp.get(identity) ?? addressOn('sms', identity)]));
}

/** The person's address on the channel that a message did not use. Undefined if WhatsApp is not open to them. */
export async function findOtherAddress(
  trx: Transaction,
  { channel, identity }: { channel: string; identity: string },
  now: Date,
): Promise<string | undefined> {
  if (!identity.startsWith('+')) return undefined;
  const open = await chooseAddress(trx, identity, now);
  const other = channel === 'whatsapp' ? addressOn('sms', identity) : open;
  return channelOf(other) === channel ? undefined : other;
}

/** Those of the people who would get a message on WhatsApp now. */
export async function listOnWhatsapp(trx: Transaction, identities: readonly string[], now: Date): Promise<string[]> {
  const open = await inChunks(identities, (chunk) => openOnWhatsapp(trx, now).whereIn('identity', chunk));
  return open.map(({ identity }) => identity);
}

function openOnWhatsapp(trx: Transaction, now: Date) {
  return Address.query(trx).where({ channel: 'whatsapp' }).where('lastInboundAt', '>', before(now, SESSION_WINDOW));
}
