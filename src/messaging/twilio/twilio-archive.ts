import type { MessageInstance, MessagePage } from 'twilio/lib/rest/api/v2010/account/message.js';
import type { Archive, ArchivedText, Unavailable } from '../archive.ts';
import type { Messages, RestClientSettings } from './create-messages.ts';
import type { Senders } from './message-request.ts';
import { outcomeOf } from './outcomes.ts';
import { parseInbound } from './parse-inbound.ts';
import { TwilioFailure } from './twilio-failure.ts';

/** The largest page that Twilio returns. */
const PAGE_SIZE = 1000;

export type ArchiveSettings = RestClientSettings & Omit<Senders, 'publicUrl'>;

/** Twilio's Messages list. By default it keeps all messages of both directions for more than a year. */
export function createTwilioArchive(settings: ArchiveSettings): Archive {
  let loading: Promise<Messages> | undefined;
  const messages = () => {
    loading ??= import('./create-messages.ts').then(({ createMessages }) => createMessages(settings));
    return loading;
  };
  return {
    list: (since, numbers) =>
      orUnavailable(async () => {
        // reversed first: times are whole seconds, and messages of one second must keep their order
        const all = (await listSince(await messages(), since)).toReversed().sort((a, b) => madeAt(a) - madeAt(b));
        const isOurs = ownership(settings, numbers);
        return {
          outcome: 'listed' as const,
          received: all.filter((text) => text.direction === 'inbound' && isOurs(text)).map(archived),
          sent: all
            .filter((text) => text.direction !== 'inbound')
            .map(({ sid, to, body, dateCreated }) => ({ providerSid: sid, to, body: body ?? '', at: dateCreated })),
        };
      }),
    fetch: (text) =>
      orUnavailable(async () => {
        const files = text.files > 0 ? await (await messages())(text.providerSid).media.list() : [];
        const inbound = parseInbound(formOf(settings, text, files));
        if (!inbound) return { outcome: 'unavailable' as const, reason: 'it has no sender' };
        return { outcome: 'fetched' as const, inbound: { ...inbound, receivedAt: text.at } };
      }),
  };
}

/** Reads pages, newest first, until all messages of a page are older. A queued message has no `DateSent` to filter by. */
async function listSince(messages: Messages, since: Date): Promise<MessageInstance[]> {
  const found: MessageInstance[] = [];
  let page: Awaited<ReturnType<MessagePage['nextPage']>> = await messages.page({ pageSize: PAGE_SIZE });
  while (page) {
    const recent: MessageInstance[] = page.instances.filter((text) => madeAt(text) >= since.getTime());
    found.push(...recent);
    page = recent.length > 0 ? await page.nextPage() : undefined;
  }
  return found;
}

/** Decides which texts were sent to this watch. If we know none of our numbers yet, all texts of the account count. */
function ownership(settings: ArchiveSettings, numbers: ReadonlySet<string>): (text: MessageInstance) => boolean {
  const ours = new Set([...numbers, settings.smsFrom, settings.whatsappFrom]);
  ours.delete(undefined);
  const isService = (text: MessageInstance) =>
    settings.messagingServiceSid !== undefined && text.messagingServiceSid === settings.messagingServiceSid;
  return (text) => ours.size === 0 || ours.has(text.to) || isService(text);
}

function madeAt(text: MessageInstance): number {
  return text.dateCreated?.getTime() ?? 0;
}

function archived(text: MessageInstance): ArchivedText {
  const { sid: providerSid, from, to, body, dateCreated: at, numMedia } = text;
  return { providerSid, from, to, body: body ?? '', at, files: Number(numMedia) };
}

/** The form of the webhook for this text. Twilio's list does not contain places. */
function formOf(
  { accountSid, baseUrl }: RestClientSettings,
  { providerSid, from, to, body }: ArchivedText,
  files: { uri: string; contentType: string }[],
): Record<string, string> {
  const media = files.flatMap(({ uri, contentType }, index) => [
    [`MediaUrl${index}`, `${baseUrl}${uri.replace(/\.json$/, '')}`],
    [`MediaContentType${index}`, contentType],
  ]);
  return {
    MessageSid: providerSid,
    AccountSid: accountSid,
    From: from,
    To: to,
    Body: body,
    NumMedia: String(files.length),
    ...Object.fromEntries(media),
  };
}

async function orUnavailable<T>(ask: () => Promise<T>): Promise<T | Unavailable> {
  try {
    return await ask();
  } catch (thrown) {
    return { outcome: 'unavailable', reason: reasonOf(thrown) };
  }
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof SyntaxError) return 'the answer was not readable';
  if (!(thrown instanceof TwilioFailure)) return 'the request failed in an unexpected way';
  // the time only matters for when to retry, which is not used here
  const outcome = outcomeOf(thrown.facts, new Date(0));
  return 'reason' in outcome ? outcome.reason : outcome.outcome;
}
