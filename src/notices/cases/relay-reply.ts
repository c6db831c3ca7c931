import type { Transaction } from '#src/db/connect.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { placeWords } from '#src/messaging/inbox/place-words.ts';
import { quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { notify } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Texts } from '#src/texts/texts.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';

interface Reply {
  cause: string;
  coordinator: User;
  /** Who replies; `user` only if they are a member. */
  identity: string;
  user: User | undefined;
  body: string;
  attachments: readonly Attachment[];
}

/**
 * What a person answered goes to the coordinator who wrote to them, cut to fit; the thread has all of it. `isKept`: there
 * were so many texts that only the thread has it.
 */
export async function relayReply(
  trx: Transaction,
  settings: WatchSettings,
  reply: Reply,
): Promise<{ isCut: boolean; isKept: boolean }> {
  const { cause, coordinator, identity, user, body, attachments } = reply;
  const who = { name: user?.name ?? '', phone: formatPhone(identity, settings.region) };
  // a code has no business in anybody else's phone
  const said = user ? body : eraseDigits(body);
  let isCut = false;
  const isQueued = await notify(trx, settings, coordinator, {
    messageType: 'coordinator_message',
    cause: `${cause}:reply`,
    text: (texts) => {
      const shown = attachments.map((attachment) => named(texts, attachment));
      const build = (words: string) => {
        // the last call builds the text that goes out
        isCut = words !== said;
        const parts = [words && texts.quoted({ words }), ...shown].filter(Boolean);
        return texts.personReplies({ ...who, words: parts.join(', ') || '...' });
      };
      return quoteToFit(build, said);
    },
  });
  return { isCut, isKept: !isQueued };
}

/** In characters. The rest of the text must have room, and the thread has the whole address. */
const LONGEST_PLACE = 120;

function named(texts: Texts, attachment: Attachment): string {
  const { kind, latitude, longitude } = attachment;
  if (kind !== 'place' || latitude === undefined || longitude === undefined) return texts.mediaNames()[kind];
  const words = Array.from(placeWords(attachment)).slice(0, LONGEST_PLACE).join('');
  return texts.coordinates({ latitude: latitude.toFixed(5), longitude: longitude.toFixed(5), words });
}
