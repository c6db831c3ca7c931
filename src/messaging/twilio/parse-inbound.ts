import { cleanText } from '#src/messaging/inbox/clean-text.ts';
import type { Attachment, InboundMessage, OptOutType } from '#src/messaging/inbox/inbound-message.ts';
import { type FlatForm, fieldOf } from './flat-form.ts';

/** Twilio sends at most ten files with a text. */
const MOST_FILES = 10;
/** In characters. The whole form is stored, too. */
const LONGEST_LABEL = 100;
const LONGEST_ADDRESS = 200;
const OPT_OUT_TYPES: readonly string[] = ['STOP', 'START', 'HELP'] satisfies OptOutType[];

/** Reads an inbound text from Twilio's form; undefined if `MessageSid` or `From` is missing. */
export function parseInbound(form: FlatForm): InboundMessage | undefined {
  const fieldText = (name: string) => cleanText(fieldOf(form, name) ?? '').trim();
  const providerSid = fieldText('MessageSid');
  const from = fieldText('From');
  if (!providerSid || !from) return undefined;
  const optOutType = fieldText('OptOutType').toUpperCase();
  return {
    providerSid,
    from,
    to: fieldText('To'),
    channel: from.startsWith('whatsapp:') ? 'whatsapp' : 'sms',
    body: cleanText(fieldOf(form, 'Body') ?? ''),
    attachments: [...filesOf(fieldText), ...placeOf(fieldText)],
    raw: JSON.stringify(form),
    ...(isOptOutType(optOutType) && { optOutType }),
  };
}

function filesOf(fieldText: (name: string) => string): Attachment[] {
  const files = Array.from({ length: MOST_FILES }, (_, index) => ({
    url: fieldText(`MediaUrl${index}`),
    contentType: fieldText(`MediaContentType${index}`).toLowerCase(),
  }));
  return files
    .filter(({ url }) => url !== '')
    .map(({ url, contentType }) => ({
      kind: contentType.startsWith('audio/') ? 'voice' : 'photo',
      url,
      ...(contentType && { contentType }),
    }));
}

function placeOf(fieldText: (name: string) => string): Attachment[] {
  const latitude = degrees(fieldText('Latitude'), 90);
  const longitude = degrees(fieldText('Longitude'), 180);
  if (latitude === undefined || longitude === undefined) return [];
  const label = oneLine(fieldText('Label'), LONGEST_LABEL);
  const address = oneLine(fieldText('Address'), LONGEST_ADDRESS);
  return [{ kind: 'place', latitude, longitude, ...(label && { label }), ...(address && { address }) }];
}

/** Other people write these words, so they are kept short and cannot look like several texts. */
function oneLine(text: string, longest: number): string {
  const line = text.replace(/\s+/g, ' ');
  const characters = Array.from(line.slice(0, 4 * longest));
  return characters.length > longest
    ? `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
    : line;
}

function degrees(text: string, most: number): number | undefined {
  // near the equator and Greenwich some phones write -3.4E-5
  if (!/^[+-]?\d{1,3}(\.\d{1,20})?(?:E-\d{1,2})?$/i.test(text)) return undefined;
  const value = Number(text);
  return Math.abs(value) <= most ? value : undefined;
}

function isOptOutType(word: string): word is OptOutType {
  return OPT_OUT_TYPES.includes(word);
}
