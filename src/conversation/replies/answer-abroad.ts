import { findOpenDangerAsk } from '#src/actions/danger/danger-ask.ts';
import type { EffectName } from '#src/conversation/machine/vocabulary.ts';
import type { Turn, Understood } from '#src/conversation/turn.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import { before, DAY } from '#src/platform/duration.ts';
import { isServed } from '#src/volunteers/numbers/served-numbers.ts';

/** What strangers say and do that concerns danger. It is answered, whatever that costs. The asks of a stranger are about danger. */
const ABOUT_DANGER: readonly EffectName[] = [
  ...(['onDanger', 'onLikelyDanger', 'onReport', 'onAddition', 'onSeverityChange', 'onAnswer'] as const),
];
const WORDS_OF_DANGER: readonly (Understood | undefined)[] = ['SOS', 'LIKELY_DANGER'];
/** Obeyed, and confirmed in their own words. */
const OPT_OUTS: readonly (Understood | undefined)[] = ['STOP', 'STOP?', 'START'];

/**
 * A stranger outside `CODE_PREFIXES` gets one answer a day, by WhatsApp, because a text abroad may cost many times as much, and
 * anybody can cause it. It says that the number is not served. Returns why the replies are held back; undefined if they are not.
 */
export async function answerAbroad(turn: Turn): Promise<string | undefined> {
  const { text, texts, settings } = turn;
  if (!isStrangerAbroad(turn) || turn.replies.length === 0 || (await isAboutDanger(turn))) return undefined;
  if (!OPT_OUTS.includes(turn.understood)) {
    const body = texts.notServed({ ...watchFactsOf(settings), prefixes: [...settings.codePrefixes] });
    turn.replies = [{ messageType: 'answer', body }];
  }
  if (text.channel !== 'whatsapp') return 'a text to a number outside CODE_PREFIXES';
  return (await isAnsweredToday(turn)) ? 'a second answer of the day to a number outside CODE_PREFIXES' : undefined;
}

/** People whom we know are members of the watch, or may become members again. */
function isStrangerAbroad({ text, settings, user, previousOwner }: Turn): boolean {
  return !user && !previousOwner && isAbroad(settings, text.identity);
}

/** A coordinator of `COORDINATOR_PHONES` can join from any country. */
export function isAbroad(
  { coordinatorPhones, codePrefixes }: Pick<WatchSettings, 'coordinatorPhones' | 'codePrefixes'>,
  identity: string,
): boolean {
  const isNumber = identity.startsWith('+');
  return isNumber && !coordinatorPhones.includes(identity) && !isServed(identity, codePrefixes);
}

async function isAboutDanger({ trx, settings, text, effects, understood }: Turn): Promise<boolean> {
  if (WORDS_OF_DANGER.includes(understood) || effects.some((name) => ABOUT_DANGER.includes(name))) return true;
  return (await findOpenDangerAsk(trx, text.identity, settings.clock.now())) !== undefined;
}

async function isAnsweredToday({ trx, text }: Turn): Promise<boolean> {
  const answer = await trx('outbox')
    .where({ identity: text.identity })
    .where('createdAt', '>', before(text.receivedAt, DAY))
    .whereNot({ status: 'cancelled' })
    .first('outboxId');
  return answer !== undefined;
}
