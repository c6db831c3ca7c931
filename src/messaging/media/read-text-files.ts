import { cleanText } from '#src/messaging/inbox/clean-text.ts';
import type { Attachment, InboundMessage } from '#src/messaging/inbox/inbound-message.ts';
import { wordsOfContactCard } from './contact-card.ts';
import { fileKindOf } from './file-kinds.ts';
import type { MediaSource } from './media-source.ts';

/** The provider waits 15 seconds for our answer. */
const LONGEST_WAIT_MS = 5_000;
/** Twilio may announce a file before it can be fetched. */
const PAUSES_MS = [300, 1_000];
/** As many characters as the longest text has. */
const LONGEST_WORDS = 1_600;
const MOST_FILES = 3;
/** A contact card may have a picture. Anybody can send such files, and each is in memory as a whole. */
const MOST_BYTES = 2 ** 20;

type Wait = (ms: number) => Promise<void>;

/**
 * Fetches the words that came as a file: the text/plain part of an MMS, and a contact card. They become words of the text, so that
 * a cry for help in them is heard like any other. A file that cannot be fetched stays, and the sender is told.
 */
export async function readTextFiles<Message extends Pick<InboundMessage, 'body' | 'attachments'>>(
  source: MediaSource,
  message: Message,
  wait: Wait,
): Promise<Message> {
  const isText = (each: Attachment) => each.url !== undefined && ['text', 'contact'].includes(fileKindOf(each));
  const files = message.attachments.filter(isText).slice(0, MOST_FILES);
  if (files.length === 0) return message;
  const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
  const words = await Promise.all(files.map((file) => wordsOf(source, file, { signal, wait })));
  const readFiles = files.filter((_, index) => words[index]);
  if (readFiles.length === 0) return message;
  return {
    ...message,
    body: [message.body, ...words].filter(Boolean).join('\n'),
    attachments: message.attachments.filter((each) => !readFiles.includes(each)),
    readFiles,
  };
}

async function wordsOf(
  source: MediaSource,
  file: Attachment,
  { signal, wait }: { signal: AbortSignal; wait: Wait },
): Promise<string> {
  const fetch = () => source.fetch(file.url ?? '', signal, MOST_BYTES);
  let outcome = await fetch();
  for (const pause of PAUSES_MS) {
    if (outcome.outcome !== 'absent' && outcome.outcome !== 'retry') break;
    await wait(pause);
    outcome = await fetch();
  }
  if (outcome.outcome !== 'fetched') return '';
  const content = outcome.content.toString('utf8');
  const words = fileKindOf(file) === 'contact' ? wordsOfContactCard(content) : cleanText(content);
  return Array.from(words.trim()).slice(0, LONGEST_WORDS).join('');
}
