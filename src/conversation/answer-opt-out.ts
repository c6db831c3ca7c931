import { noticeOfOptOut } from '#src/notices/opt-out-notices.ts';
import { shiftWords } from '#src/notices/shift-words.ts';
import { factsOf } from '#src/notices/watch.ts';
import { type BookingDetails, listBookingsOf } from '#src/roster/booking-details.ts';
import { firstName } from '#src/volunteers/display-name.ts';
import { isOptedOut, optIn, optOut } from '#src/volunteers/opt-out.ts';
import { readOptOut } from './reading/opt-out.ts';
import { plain } from './reading/plain.ts';
import { causeOf, reply, type Turn } from './turn.ts';

/** Opt-out words come before everything else. Returns true if the text was one, and has its answer. */
export async function answerOptOut(turn: Turn): Promise<boolean> {
  const { text, trx } = turn;
  const word = text.attachments.length > 0 ? undefined : readOptOut(text.body, text.channel);
  switch (word) {
    case 'stop':
      await stop(turn);
      return true;
    case 'ask':
      return askWhichStop(turn);
    case 'start':
    case 'maybeStart':
      if (!(await isOptedOut(trx, text.identity))) return false;
      await start(turn);
      return true;
    case undefined:
      return false;
  }
}

async function stop(turn: Turn): Promise<void> {
  const { trx, watch, text, texts, user } = turn;
  const isNew = await optOut(trx, text.identity, text.receivedAt);
  // by SMS the provider has confirmed it already, and a text of ours would not arrive
  if (isNew && text.channel === 'whatsapp') {
    turn.replies = [{ messageType: 'opt_out_confirmation', body: texts.stopped(factsOf(watch)) }];
  }
  if (!isNew || !user) return;
  const [next] = await listAhead(turn);
  const word = plain(text.body).toUpperCase();
  await noticeOfOptOut(trx, watch, { cause: causeOf(turn), user, word, next });
}

async function start(turn: Turn): Promise<void> {
  const { trx, text, texts, user } = turn;
  await optIn(trx, text.identity);
  const [next, ...others] = await listAhead(turn);
  const booked = next ? texts.stillBooked({ ...shiftWords(next), more: others.length }) : '';
  reply(turn, texts.welcomeBack({ first: firstName(user?.name ?? ''), booked }));
}

/** On WhatsApp nobody has stopped anything yet, so we can ask what was meant. A stranger's word is no opt-out. */
async function askWhichStop(turn: Turn): Promise<boolean> {
  const { texts, user } = turn;
  if (!user) return false;
  const [next] = await listAhead(turn);
  reply(turn, next ? texts.stopOrShift(shiftWords(next)) : texts.stopOrNothing());
  return true;
}

async function listAhead({ trx, watch, user }: Turn): Promise<BookingDetails[]> {
  if (!user) return [];
  return listBookingsOf(trx, user.userId, { endsAfter: watch.clock.now() });
}
