import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { unescapeWords } from '#src/simulator/recording/escape-words.ts';

const FILE_URL = 'https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM0/Media/ME0';
const PHOTO = { kind: 'photo', url: FILE_URL, contentType: 'image/jpeg' } as const;
const VOICE = { kind: 'voice', url: FILE_URL, contentType: 'audio/ogg' } as const;
const MARK = /^\[(?:(photo)|(voice note)|place ([\d.e+-]+) ([\d.e+-]+)(?: ([^;\]]+))?(?:; ([^\]]+))?)\]/;

/** Files and a place come before the words. */
export function readMedia(text: string): { body: string; attachments: Attachment[] } {
  const attachments: Attachment[] = [];
  let rest = text;
  for (let mark = MARK.exec(rest); mark; mark = MARK.exec(rest)) {
    const [all, photo, voice, latitude, longitude, label, address] = mark;
    const words = {
      ...(label && { label: unescapeWords(label) }),
      ...(address && { address: unescapeWords(address) }),
    };
    if (photo || voice) attachments.push(photo ? PHOTO : VOICE);
    else attachments.push({ kind: 'place', latitude: Number(latitude), longitude: Number(longitude), ...words });
    rest = rest.slice(all.length).trim();
  }
  return { body: rest === '(empty)' ? '' : unescapeWords(rest), attachments };
}
