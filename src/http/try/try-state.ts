import { type Phone, parsePhone, phoneOn } from '#src/simulator/phones/phone.ts';

/** More would not fit on a screen side by side. */
export const MOST_PHONES = 4;

/** A phone on the page, and how much its inspector shows of its texts. Without `inspector`, the inspector is closed. */
export interface ShownPhone extends Phone {
  inspector?: 'lastText' | 'earlierTexts';
}

/** What the URL of the page says. */
export interface TryState {
  /** Without two of one number. */
  phones: ShownPhone[];
  /** What was typed as a number and is none. */
  unreadable: string[];
}

/**
 * Reads `?phone=%2B27821234567&phone=whatsapp%3A%2B27825550100&inspect=%2B27821234567`. Of one number twice, the last channel
 * counts. `earlier` names a phone whose inspector shows earlier texts, too.
 */
export function readState(query: URLSearchParams, region: string): TryState {
  const phones = new Map<string, ShownPhone>();
  const unreadable: string[] = [];
  for (const typed of query.getAll('phone').filter((each) => each.trim() !== '')) {
    const phone = parsePhone(typed, region);
    if (phone) phones.set(phone.number, { ...phone, ...inspectorIn(query, phone) });
    else unreadable.push(typed);
  }
  return { phones: [...phones.values()].slice(0, MOST_PHONES), unreadable };
}

function inspectorIn(query: URLSearchParams, { number }: Phone): Pick<ShownPhone, 'inspector'> {
  if (!query.getAll('inspect').includes(number)) return {};
  return { inspector: query.getAll('earlier').includes(number) ? 'earlierTexts' : 'lastText' };
}

/** The page that shows these phones. */
export function tryUrl(phones: readonly ShownPhone[], path = '/try'): string {
  const query = new URLSearchParams(phones.map(({ address }) => ['phone', address]));
  for (const { number, inspector } of phones) {
    if (inspector) query.append('inspect', number);
    if (inspector === 'earlierTexts') query.append('earlier', number);
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

export function withChannel(phones: readonly ShownPhone[], changed: Phone, channel: Phone['channel']): ShownPhone[] {
  return withPhone(phones, changed, (phone) => ({ ...phone, ...phoneOn(channel, phone.number) }));
}

/** Opens or closes the inspector of a phone. */
export function withInspector(
  phones: readonly ShownPhone[],
  changed: Phone,
  inspector: ShownPhone['inspector'],
): ShownPhone[] {
  return withPhone(phones, changed, ({ inspector: _, ...phone }) => ({ ...phone, ...(inspector && { inspector }) }));
}

function withPhone(phones: readonly ShownPhone[], changed: Phone, change: (phone: ShownPhone) => ShownPhone) {
  return phones.map((phone) => (phone.number === changed.number ? change(phone) : phone));
}

export function without(phones: readonly ShownPhone[], removed: Phone): ShownPhone[] {
  return phones.filter(({ number }) => number !== removed.number);
}
