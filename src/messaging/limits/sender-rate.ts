import type { Transaction } from '#src/db/connect.ts';
import type { Channel } from '#src/messaging/sender.ts';
import { after, before, SECOND } from '#src/platform/duration.ts';

/** Segments that a channel's sender passes on in a second: what comes faster waits in a queue at the provider. */
export type SenderRates = Readonly<Record<Channel, number>>;

export const CHANNELS: readonly Channel[] = ['sms', 'whatsapp'];

/** Until when what has left, from whichever process, keeps each channel's sender busy. */
export type Busy = Record<Channel, Date>;

/** How many announcements may leave now: none to a busy sender, so that what can't wait finds no queue there. */
export function roomForAnnouncements(busyUntil: Date, now: Date, perSecond: number): number {
  const free = after(now, atOnce(perSecond)).getTime() - busyUntil.getTime();
  return free < 0 ? 0 : Math.floor((free * perSecond) / SECOND) + 1;
}

/** When the next one may. */
export function nextAnnouncementAt(busyUntil: Date, perSecond: number): Date {
  return before(busyUntil, atOnce(perSecond));
}

/** Whatever leaves keeps its sender busy; only announcements wait for that. */
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

/** A sender that was idle takes what it passes on in a second at once: milliseconds of it beyond the first segment. */
function atOnce(perSecond: number): number {
  return Math.max(0, SECOND - SECOND / perSecond);
}
