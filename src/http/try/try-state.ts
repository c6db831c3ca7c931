import { type Phone, parsePhone, phoneOn } from '#src/simulator/phones/phone.ts';

/** More would not fit on a screen side by side. */
export const MOST_PHONES = 4;

/** What the URL of the page says. */
export interface TryState {
  /** Without two of one number. */
  phones: Phone[];
  /** What was typed as a number and is none. */
  unreadable: string[];
}

/** Reads `?phone=%2B27821234567&phone=whatsapp%3A%2B27825550100`. Of one number twice, the last channel counts. */
export function readState(query: URLSearchParams, region: string): TryState {
  const phones = new Map<string, Phone>();
  const unreadable: string[] = [];
  for (const typed of query.getAll('phone').filter((each) => each.trim() !== '')) {
    const phone = parsePhone(typed, region);
    if (phone) phones.set(phone.number, phone);
    else unreadable.push(typed);
  }
  return { phones: [...phones.values()].slice(0, MOST_PHONES), unreadable };
}

/** The page that shows these phones. */
export function tryUrl(phones: readonly Phone[], path = '/try'): string {
  const query = new URLSearchParams(phones.map(({ address }) => ['phone', address]));
  return query.size === 0 ? path : `${path}?${query}`;
}

export function withChannel(phones: readonly Phone[], changed: Phone, channel: Phone['channel']): Phone[] {
  return phones.map((phone) => (phone.number === changed.number ? phoneOn(channel, phone.number) : phone));
}

export function without(phones: readonly Phone[], removed: Phone): Phone[] {
  return phones.filter(({ number }) => number !== removed.number);
}
