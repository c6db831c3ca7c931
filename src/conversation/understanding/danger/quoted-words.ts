import { OWN_WORDS } from '#src/texts/texts-for.ts';

const OPEN = '["“”„]';
const CLOSED = '["“”]';
/**
 * What a phone sends when its owner reacts to a text: `Liked “…”`, `Reacted 👍 to "…"`, `👍 to “…”`, `Removed a heart
 * from “…”`.
 */
const REACTION = new RegExp(
  `^(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted [^"“”]{1,40} to|removed an? [^"“”]{1,40} from|[^\\p{L}\\p{N}\\s"“”]{1,12} to) ${OPEN}[\\s\\S]*${CLOSED}$`,
  'iu',
);
/** Whether the text is a reaction. The phone wrote it, and it quotes somebody else's words, often ours. */
export function isReaction(text: string): boolean {
  return REACTION.test(text.trim());
}

/** Whether the text is only a copy of an alarm, whose words are in a case already. */
export function isCopyOfAlarm(text: string): boolean {
  const words = text.trim();
  return OWN_WORDS.some(({ alarmCopies }) => alarmCopies.some((copy) => copy.test(words)));
}
