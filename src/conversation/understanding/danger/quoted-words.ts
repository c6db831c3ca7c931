const OPEN = '["“”„]';
const CLOSED = '["“”]';
/** What phones send when somebody reacts to a text: `Liked “…”`, `Reacted 👍 to "…"`, `👍 to “…”`, `Removed a heart from “…”`. */
const REACTION = new RegExp(
  `^(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted [^"“”]{1,40} to|removed an? [^"“”]{1,40} from|[^\\p{L}\\p{N}\\s"“”]{1,12} to) ${OPEN}[\\s\\S]*${CLOSED}$`,
  'iu',
);
/** Our alarm as a coordinator got it, and what was added to a case. `LATE, of …:` stands before both after an outage. */
const OUR_ALARM =
  /^(?:LATE, of [^"]{1,40}: )?(?:(?:SOS|INCIDENT) case \d{1,9}, |NOT A MEMBER, )[\s\S]*Reply ACK \d{1,9} if you take it(?:, SHOW \d{1,9} for all of it)?\.$/;
const OUR_ADDITION = /^(?:LATE, of [^"]{1,40}: )?Case \d{1,9}, [^"]{1,60}: "[\s\S]*"(?: SHOW \d{1,9} has all\.)?$/;

/** A reaction is made by the phone and quotes somebody else's words, which are often ours. */
export function isReaction(text: string): boolean {
  return REACTION.test(text.trim());
}

/** A copy of an alarm and nothing more: its words are in a case already. */
export function isCopyOfAlarm(text: string): boolean {
  const words = text.trim();
  return OUR_ALARM.test(words) || OUR_ADDITION.test(words);
}
