import { questionAt } from '#src/conversation/machine/questions.ts';
import { FIRST_DIALOGUE, metaOf } from '#src/conversation/machine/step.ts';
import { reply, type Turn, turnCause } from '#src/conversation/turn.ts';
import { readOptOut } from '#src/conversation/understanding/opt-out/opt-out-words.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { readTransport } from '#src/conversation/understanding/transport/read-transport.ts';
import { notifyOfOptOut } from '#src/notices/members/opt-out-notices.ts';
import { shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { type BookingDetails, listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import { isOptedOut, optIn, optOut } from '#src/volunteers/numbers/opt-out.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';

/**
 * Opt-out words come before everything else. Returns the word that was answered, or `STOP?` if we ask what was meant.
 */
export async function answerOptOut(turn: Turn): Promise<'STOP' | 'STOP?' | 'START' | undefined> {
  const { text, trx } = turn;
  const { words } = readTransport(text.body);
  const word = text.attachments.length > 0 ? undefined : readOptOut(words, text.channel);
  switch (word) {
    case 'stop': {
      const typed = simplifyText(words);
      // the provider takes a word with a signature for a sentence
      const isObeyed = text.channel === 'sms' && simplifyText(text.body) === typed;
      await stop(turn, { isConfirmed: !isObeyed, word: typed.toUpperCase() });
      return 'STOP';
    }
    case 'stopInWords':
      // about an open case, "don't text me" may be a matter of life and death, so the coordinators read it
      if (metaOf(turn.dialogue).expects === 'words') return undefined;
      await stop(turn, { isConfirmed: true, word: undefined });
      return 'STOP';
    case 'ask':
      return (await askWhichStop(turn)) ? 'STOP?' : undefined;
    case 'start':
    case 'maybeStart':
      if (await isOptedOut(trx, text.identity)) await start(turn);
      else if (word !== 'start' || !sayNotStopped(turn)) return undefined;
      return 'START';
    case undefined:
      return undefined;
  }
}

/**
 * By SMS, the provider itself obeys and confirms an opt-out word, and a text of ours would not arrive. We confirm a sentence, and
 * a word on WhatsApp.
 */
async function stop(
  turn: Turn,
  { isConfirmed, word }: { isConfirmed: boolean; word: string | undefined },
): Promise<void> {
  const { trx, settings, text, texts, user } = turn;
  const isNew = await optOut(trx, text.identity, text.receivedAt);
  turn.replies = [];
  if (isNew && isConfirmed) {
    turn.replies = [{ messageType: 'opt_out_confirmation', body: texts.stopped(watchFactsOf(settings)) }];
  }
  if (!isNew || !user) return;
  const [next] = await listAhead(turn);
  await notifyOfOptOut(trx, settings, { cause: turnCause(turn), user, word, next });
}

async function start(turn: Turn): Promise<void> {
  await optIn(turn.trx, turn.text.identity);
  const booked = await bookedText(turn);
  reply(turn, turn.texts.welcomeBack({ first: firstName(turn.user?.name ?? ''), booked }));
}

/** What is still booked, or how to go on. */
async function bookedText(turn: Turn): Promise<string> {
  const { texts, settings, user } = turn;
  const [next, ...others] = await listAhead(turn);
  if (next) return texts.stillBooked({ ...shiftFactsOf(next), more: others.length });
  if (!user) return texts.joinToPatrol(watchFactsOf(settings));
  return user.isActive ? texts.nothingBooked() : '';
}

/** START is never an answer to a question. As a stranger's first text it counts as a greeting. */
function sayNotStopped(turn: Turn): boolean {
  const { texts, settings, user, dialogue } = turn;
  if (user ? !user.isActive : dialogue.state === FIRST_DIALOGUE.state) return false;
  reply(turn, user ? texts.notStopped() : texts.notStoppedNorJoined(watchFactsOf(settings)));
  return true;
}

/** On WhatsApp the provider stops nothing by itself, so we can ask what was meant. */
async function askWhichStop(turn: Turn): Promise<boolean> {
  const { texts, settings, user, dialogue } = turn;
  if (!user && dialogue.state === FIRST_DIALOGUE.state) return false;
  const [next] = await listAhead(turn);
  if (!user) reply(turn, texts.stopOrJoin(watchFactsOf(settings)));
  else if (questionAt(dialogue.state)) reply(turn, texts.stopOrBack());
  else reply(turn, next ? texts.stopOrShift(shiftFactsOf(next)) : texts.stopOrNothing());
  return true;
}

async function listAhead({ trx, settings, user }: Turn): Promise<BookingDetails[]> {
  if (!user) return [];
  return listBookingsOf(trx, user.userId, { endsAfter: settings.clock.now() });
}
