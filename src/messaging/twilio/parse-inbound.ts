import { cleanText } from '#src/messaging/inbox/clean-text.ts';
import type { Attachment, InboundMessage, OptOutType } from '#src/messaging/inbox/inbound-message.ts';
import { type FlatForm, fieldOf } from './flat-form.ts';

/** Twilio sends at most ten files with a text. */
const MOST_FILES = 10;
const OPT_OUT_TYPES: readonly string[] = ['STOP', 'START', 'HELP'] satisfies OptOutType[];

/** What Twilio's form says; undefined if it is no text, that is without `MessageSid` or `From`. */
export function parseInbound(form: FlatForm): InboundMessage | undefined {
  const word = (name: string) => cleanText(fieldOf(form, name) ?? '').trim();
  const providerSid = word('MessageSid');
  const from = word('From');
  if (!providerSid || !from) return undefined;
  const optOutType = word('OptOutType').toUpperCase();
  return {
    providerSid,
    from,
    to: word('To'),
    channel: from.startsWith('whatsapp:') ? 'whatsapp' : 'sms',
    body: cleanText(fieldOf(form, 'Body') ?? ''),
    attachments: [...filesOf(word), ...placeOf(word)],
    raw: JSON.stringify(form),
    ...(isOptOutType(optOutType) && { optOutType }),
  };
}

function filesOf(word: (name: string) => string): Attachment[] {
  const files = Array.from({ length: MOST_FILES }, (_, index) => ({
    url: word(`MediaUrl${index}`),
    contentType: word(`MediaContentType${index}`).toLowerCase(),
  }));
  return files
    .filter(({ url }) => url !== '')
    .map(({ url, contentType }) => ({
      kind: contentType.startsWith('audio/') ? 'voice' : 'photo',
      url,
      ...(contentType && { contentType }),
    }));
}

function placeOf(word: (name: string) => string): Attachment[] {
  const latitude = degrees(word('Latitude'), 90);
  const longitude = degrees(word('Longitude'), 180);
  return latitude === undefined || longitude === undefined ? [] : [{ kind: 'place', latitude, longitude }];
}

function degrees(text: string, most: number): number | undefined {
  if (!/^[+-]?\d{1,3}(\.\d{1,20})?$/.test(text)) return undefined;
  const value = Number(text);
  return Math.abs(value) <= most ? value : undefined;
}

function isOptOutType(word: string): word is OptOutType {
  return OPT_OUT_TYPES.includes(word);
}
