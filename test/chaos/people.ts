import type { FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import type { Chance } from './random.ts';

export const COORDINATOR = '+27825550100';
export const MEMBERS = Array.from({ length: 14 }, (_, index) => `+2782000${String(index).padStart(4, '0')}`);
/** They are not members at first, and join with the codes that they get. */
const STRANGERS = Array.from({ length: 6 }, (_, index) => `+2783000${String(index).padStart(4, '0')}`);

const WORDS = [
  'shifts',
  'more',
  '1',
  '2',
  'none',
  'my',
  'y',
  'n',
  'in',
  'out',
  'drop',
  'book 1 with none',
  'book 1 with bud 0820000003',
  'book 2 with bud 0820000008',
  'yes',
  'no',
  'who?',
  "can't, sick",
  'buddy',
  '?',
  'who',
  'hello',
  'back',
  'thanks',
  'there is a dog without a collar',
];

/** A text as Twilio delivers it, without its id. */
export interface ChaosText {
  From: string;
  Body: string;
  NumMedia?: string;
  MediaUrl0?: string;
  MediaContentType0?: string;
}

/** An automatic reply to every text, so that two machines answer each other. */
export const AUTOMATIC_REPLY = { From: '+27840000000', Body: 'This number is not attended. Please call the office.' };

/** Each report has words of its own, so that we can count how often it was filed. */
export const REPORT = /^report 1 car (\d+)$/;

/** Random texts: mostly commands, sometimes a report, SOS, a picture, STOP or START. */
export function textsOf(chance: Chance, fake: FakeTwilio): () => ChaosText {
  let reports = 0;
  const wordsOf = (phone: string): string => {
    const at = chance.next();
    if (at < 0.1) return `report 1 car ${++reports}`;
    if (at < 0.14) return 'sos';
    if (at < 0.16) return 'stop';
    if (at < 0.19) return 'start';
    if (STRANGERS.includes(phone) && at < 0.7) return joiningWords(chance, fake, phone);
    return chance.pick(WORDS);
  };
  return () => {
    const phone = chance.pick(chance.happens(0.4) ? STRANGERS : MEMBERS);
    const From = chance.happens(0.25) ? `whatsapp:${phone}` : phone;
    const Body = wordsOf(phone);
    if (!chance.happens(0.06)) return { From, Body };
    const url = `${fake.url}/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages/MM1/Media/ME${chance.below(1e9)}`;
    return { From, Body: '', NumMedia: '1', MediaUrl0: url, MediaContentType0: 'image/gif' };
  };
}

/** The last code that the phone received, or texts that lead to one. */
function joiningWords(chance: Chance, fake: FakeTwilio, phone: string): string {
  const received = [...fake.receivedBy(phone), ...fake.receivedBy(`whatsapp:${phone}`)];
  const code = received.toReversed().flatMap(({ body }) => /^(\d{6}) is your/.exec(body)?.[1] ?? [])[0];
  const name = `Stranger ${'ABCDEF'[STRANGERS.indexOf(phone)]}`;
  return chance.pick(code === undefined ? ['hi', name, name] : [code, code, name, 'code']);
}
