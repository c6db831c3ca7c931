import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import { comparableText } from '#src/messaging/segments/comparable-text.ts';
import type { Clock } from '#src/platform/clock.ts';
import { HOUR, SECOND } from '#src/platform/duration.ts';
import type { LookUpOutcome, OutboundMessage } from '../sender.ts';
import type { Messages } from './create-messages.ts';

const PAGE_SIZE = 100;
const MOST_PAGES = 10;
/** Twilio's times are whole seconds, and so is the `Date` header that tells its clock. */
const MARGIN = 5 * SECOND;
/** All attempts of one text fall into it. An equal text from later is no harm: the person has read the same. */
const LATEST = HOUR;

/**
 * Whether Twilio has a text to this recipient with this body from about that moment: with equal texts the newest, since
 * an earlier one was made before the attempt. Not filtered by `DateSent`: a queued text has none yet.
 */
export async function lookUpMessage(
  messages: Messages,
  clock: Clock,
  { message, attemptedAt, others }: { message: OutboundMessage; attemptedAt: Date; others: ReadonlySet<string> },
): Promise<LookUpOutcome> {
  const first = await messages.pageWithHttpInfo({ to: message.to, pageSize: PAGE_SIZE });
  const from = attemptedAt.getTime() - MARGIN + clockDifference(first.headers, clock);
  const until = from + LATEST;
  let page: Awaited<ReturnType<typeof first.body.nextPage>> = first.body;
  for (let pages = 1; page && pages <= MOST_PAGES; pages += 1) {
    const sameText = page.instances.filter(
      (theirs) => !others.has(theirs.sid) && isSameText(theirs, message) && isWithin(theirs, from, until),
    );
    const [newest] = sameText.sort((a, b) => madeAt(b) - madeAt(a));
    if (newest) return { outcome: 'found', providerSid: newest.sid };
    if (page.instances.some((theirs) => madeAt(theirs) < from)) return { outcome: 'absent' };
    page = await page.nextPage();
  }
  return page ? { outcome: 'unavailable', reason: 'too many later texts to this recipient' } : { outcome: 'absent' };
}

/** How far Twilio's clock is ahead of ours: ours may be wrong, or moved on purpose. */
function clockDifference(headers: unknown, clock: Clock): number {
  const date =
    typeof headers === 'object' && headers !== null && 'date' in headers ? Date.parse(String(headers.date)) : NaN;
  return Number.isNaN(date) ? 0 : date - clock.now().getTime();
}

function isWithin(theirs: MessageInstance, from: number, until: number): boolean {
  return madeAt(theirs) >= from && madeAt(theirs) <= until;
}

function madeAt(theirs: MessageInstance): number {
  return theirs.dateCreated?.getTime() ?? 0;
}

function isSameText(theirs: MessageInstance, message: OutboundMessage): boolean {
  return (
    String(theirs.direction).startsWith('outbound') && comparableText(theirs.body) === comparableText(message.body)
  );
}
