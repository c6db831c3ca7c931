import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import type { MediaSource } from '#src/messaging/media/media-source.ts';
import { unescapeWords } from '#src/simulator/recording/escape-words.ts';

const FILE_URL = 'https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM0/Media/ME0';
const PHOTO = { kind: 'photo', url: FILE_URL, contentType: 'image/jpeg' } as const;
const VOICE = { kind: 'voice', url: FILE_URL, contentType: 'audio/ogg' } as const;
const VIDEO = { kind: 'photo', url: FILE_URL, contentType: 'video/mp4' } as const;
const PDF = { kind: 'photo', url: FILE_URL, contentType: 'application/pdf' } as const;
const MARK =
  /^\[(?:(photo)|(voice note)|(video)|(pdf)|(text file|contact card)(?: ([^\]]+))?|place ([\d.e+-]+) ([\d.e+-]+)(?: ([^;\]]+))?(?:; ([^\]]+))?)\]/;

/** Files and a place come before the words. */
export function readMedia(text: string): { body: string; attachments: Attachment[] } {
  const attachments: Attachment[] = [];
  let rest = text;
  for (let mark = MARK.exec(rest); mark; mark = MARK.exec(rest)) {
    const [all, photo, voice, video, pdf, readable, content, latitude, longitude, label, address] = mark;
    const words = {
      ...(label && { label: unescapeWords(label) }),
      ...(address && { address: unescapeWords(address) }),
    };
    if (photo || voice) attachments.push(photo ? PHOTO : VOICE);
    else if (video || pdf) attachments.push(video ? VIDEO : PDF);
    else if (readable) attachments.push(readableFile(readable, content));
    else attachments.push({ kind: 'place', latitude: Number(latitude), longitude: Number(longitude), ...words });
    rest = rest.slice(all.length).trim();
  }
  return { body: rest === '(empty)' ? '' : unescapeWords(rest), attachments };
}

/** A file whose words we read. Its content is in its address, for `FILES`. */
function readableFile(what: string, content: string | undefined): Attachment {
  const words = content && unescapeWords(content);
  const file = what === 'contact card' && words ? contactCard(words) : words;
  const contentType = what === 'contact card' ? 'text/vcard' : 'text/plain';
  return { kind: 'photo', url: file ? `${FILE_URL}?${new URLSearchParams({ file })}` : FILE_URL, contentType };
}

function contactCard(words: string): string {
  const name = words.replace(/[+\d].*$/, '').trim();
  const number = words.slice(name.length).trim();
  return `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nitem1.TEL;type=CELL:${number}\r\nEND:VCARD\r\n`;
}

/** Has the files that we read. Any other cannot be fetched. */
export const FILES: MediaSource = {
  fetch: async (address) => {
    const file = new URL(address).searchParams.get('file');
    if (file === null) return { outcome: 'failed', code: 'lost', reason: 'not in the transcript' };
    return { outcome: 'fetched', content: Buffer.from(file) };
  },
};
