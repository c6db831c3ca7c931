import type { Transaction } from '#src/db/connect.ts';
import type { Channel } from '#src/messaging/sender.ts';
import { after, before, SECOND } from '#src/platform/duration.ts';

/** Segments that a channel's sender passes on in a second. If we send faster, messages wait in a queue at the provider. */
export type SenderRates = Readonly<Record<Channel, number>>;

export const CHANNELS: readonly Channel[] = ['sms', 'whatsapp'];

/** Until when each channel's sender is busy with messages that any process has sent. */
export type Busy = Record<Channel, Date>;

/** How many announcements may leave now. A busy sender gets none, so that urgent messages find no queue at the provider. */
export function roomForAnnouncements(busyUntil: Date, now: Date, perSecond: number): number {
  const free = after(now, burstMs(perSecond)).getTime() - busyUntil.getTime();
  return free < 0 ? 0 : Math.floor((free * perSecond) / SECOND) + 1;
}

/** When the next announcement may leave. */
export function nextAnnouncementAt(busyUntil: Date, perSecond: number): Date {
  return before(busyUntil, burstMs(perSecond));
}

/** Every message keeps its sender busy, but only announcements wait for it. */
export function busyAfter(
  busy: Busy,
  leaving: readonly { channel: Channel; segments: number }[],
  rates: SenderRates,
): Busy {
  const next = { ...busy };
  for (const { channel, segments } of leaving) {
    next[channel] = after(next[channel], Math.ceil((segments * SECOND) / rates[channel]));
  }
  return next;
}

export async function saveBusy(trx: Transaction, before: Busy, now: Busy): Promise<void> {
  const changed = CHANNELS.filter((channel) => now[channel] > before[channel]);
  for (const channel of changed) {
    await trx('sender_rates').insert({ channel, busyUntil: now[channel] }).onConflict('channel').merge();
  }
}

/** An idle sender accepts one second's worth of segments at once. Returns the milliseconds beyond the first segment. */
function burstMs(perSecond: number): number {
  return Math.max(0, SECOND - SECOND / perSecond);
}
