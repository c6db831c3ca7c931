import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import { comparableText } from '#src/messaging/segments/comparable-text.ts';
import type { Clock } from '#src/platform/clock.ts';
import { HOUR, SECOND } from '#src/platform/duration.ts';
import type { LookUpOutcome, OutboundMessage } from '../sender.ts';
import type { Messages } from './create-messages.ts';

const PAGE_SIZE = 100;
const MOST_PAGES = 10;
/** Twilio's times are whole seconds, and so is the `Date` header from which we know its clock. */
const MARGIN = 5 * SECOND;
/** All attempts of a text fall into this time. A later equal text may be taken for it: the person has read the same words. */
const SEARCH_WINDOW_MS = HOUR;

/**
 * Looks for a message to this recipient with this body, sent at about that time. Of equal texts it takes the newest, because
 * older ones were sent before the attempt. The list is not filtered by `DateSent`, which a queued message does not have.
 */
export async function lookUpMessage(
  messages: Messages,
  clock: Clock,
  { message, attemptedAt, others }: { message: OutboundMessage; attemptedAt: Date; others: ReadonlySet<string> },
): Promise<LookUpOutcome> {
  const first = await messages.pageWithHttpInfo({ to: message.to, pageSize: PAGE_SIZE });
  const from = attemptedAt.getTime() - MARGIN + clockDifference(first.headers, clock);
  const until = from + SEARCH_WINDOW_MS;
  let page: Awaited<ReturnType<typeof first.body.nextPage>> = first.body;
  for (let pages = 1; page && pages <= MOST_PAGES; pages += 1) {
    const sameText = page.instances.filter(
      (listed) => !others.has(listed.sid) && isSameText(listed, message) && isWithin(listed, from, until),
    );
    const [newest] = sameText.sort((a, b) => madeAt(b) - madeAt(a));
    if (newest) return { outcome: 'found', providerSid: newest.sid };
    if (page.instances.some((listed) => madeAt(listed) < from)) return { outcome: 'absent' };
    page = await page.nextPage();
  }
  return page ? { outcome: 'unavailable', reason: 'too many later texts to this recipient' } : { outcome: 'absent' };
}

/** How far Twilio's clock is ahead of ours, which may be wrong or moved on purpose. */
function clockDifference(headers: unknown, clock: Clock): number {
  const date =
    typeof headers === 'object' && headers !== null && 'date' in headers ? Date.parse(String(headers.date)) : NaN;
  return Number.isNaN(date) ? 0 : date - clock.now().getTime();
}

function isWithin(listed: MessageInstance, from: number, until: number): boolean {
  return madeAt(listed) >= from && madeAt(listed) <= until;
}

function madeAt(listed: MessageInstance): number {
  return listed.dateCreated?.getTime() ?? 0;
}

function isSameText(listed: MessageInstance, message: OutboundMessage): boolean {
  return (
    String(listed.direction).startsWith('outbound') && comparableText(listed.body) === comparableText(message.body)
  );
}
