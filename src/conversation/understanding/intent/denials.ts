import type { Intent } from '#src/conversation/understanding/learned/meanings.ts';

const NOT = new Set(
  (
    'not dont doesnt didnt wont never cannot isnt arent wasnt without no nie moenie moet nooit sonder hayi cha ' +
    'ungakhansela musa sukani musani'
  ).split(' '),
);
/** So many words may stand between the denial and the verb: "don't you dare drop". */
const MOST_BETWEEN = 2;

/** The words with which an intent acts. A denial before one of them denies the intent: "don't drop my shift". */
const VERBS: Partial<Record<Intent, RegExp>> = {
  drop: /^(?:drop|drops|dropping|cancel|cancelling|remove|skip|skipping|release|los|kanselleer|khansela|susa|give)$/,
  book: /^(?:book|booked|booking|take|taking|want|sign|bespreek|boek|vat|wil|bhuka)$/,
  in: /^(?:in|here|there|arrived|started|starting|begun|hier|daar|begin|lapha|fikile)$/,
  out: /^(?:out|done|finished|finish|home|over|leaving|left|klaar|uit|huis|ekhaya|qedile|gqibile)$/,
  stop: /^(?:stop|unsubscribe|stopping|hou|ophou|ima|yima)$/,
  forget: /^(?:forget|delete|erase|remove|vergeet|cima|libala)$/,
  leave: /^(?:leave|leaving|quit|quitting|verlaat)$/,
  buddy: /^(?:change|need|want)$/,
  quiet: /^(?:quiet|clear|stil|thule)$/,
};
/** "I can't make it" denies no drop: it is one. These stand between the denial and a verb of the other meaning. */
const DENIED_IN_ZULU_AND_XHOSA: Partial<Record<Intent, RegExp>> = {
  in: /^(?:angik|andik|asik|akak|singak|abak)\p{L}*$/u,
  out: /^(?:angik|andik|asik)\p{L}*$/u,
};

/** Whether a text of these words (`modelWords`) denies what the intent would do. Such a text is never acted on. */
export function isDenied(words: readonly string[], intent: Intent): boolean {
  const verb = VERBS[intent];
  if (!verb) return false;
  const isVerbDenied = words.some(
    (word, at) => verb.test(word) && words.slice(Math.max(0, at - 1 - MOST_BETWEEN), at).some((one) => NOT.has(one)),
  );
  if (isVerbDenied) return true;
  const inOneWord = DENIED_IN_ZULU_AND_XHOSA[intent];
  return inOneWord !== undefined && words.some((word) => inOneWord.test(word));
}
