import type { Severity } from '#src/conversation/events.ts';
import { readLoggedSeverity, SPOKEN_SEVERITIES } from '#src/conversation/understanding/severity-words.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { wordSet } from '#src/conversation/understanding/word-set.ts';
import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';

/** `leave`: it is nothing, or a mistake, so that nothing is filed. */
type SeverityAnswer = { severity: Severity; words: string } | 'leave';

const LEAVE =
  /^(?:(?:no|nee|cha|hayi|oh|ok|sorry|actually|please)(?:, | |,))*(?:(?:it'?s|it is|it was|that was) (?:just |only )?(?:nothing|a mistake|a false alarm|false alarm|the wrong number|nobody)|never ?mind|nvm|forget (?:it|about it)|leave it|scrap it|scrap that|cancel it|false alarm|my mistake|don'?t file it|dis niks|dit is niks|dis niks nie|vals alarm|toemaar|los dit|los maar|akulutho|akusilutho|ayinto|yekela|yiyeke)(?:(?:,| )*(?:nie|sorry|thanks|thank you|please|after all|really|man|jammer|dankie|now))*$/;
const NUMBER_INSIDE =
  /^(?:(?:it'?s|it is|is|a|an|about|i'?d say|i would say|i say|i think|maybe|probably|level|severity|definitely|just|only|number|answer|dis|'n|n|ek sou se|ek dink|yi|u|beka|bhala) )+([012])(?: (?:i think|please|pls|i guess|asb|thanks|my bra|bra|bru|bro|boet|man|mfethu|mfowethu|sisi|bhuti))*$/;
/** "One. A white van that slows at each gate" */
const NUMBER_FIRST = /^(zero|one|two|een|twee)[.,:;-] /;
const NUMBER_WORDS: Record<string, Severity> = {
  ...SPOKEN_SEVERITIES,
  ...{ nul: 0, iqanda: 0, ziro: 0 },
  ...{ kunye: 1, inye: 1, okukodwa: 1 },
  ...{ kubili: 2, isibili: 2, zimbini: 2, okubili: 2 },
};

const WHAT_HAPPENED = wordSet(`
  stole stolen steal stealing theft broke smashed robbed robbery burgled burglary break-in mugged hijacked attacked assaulted stabbed
  injured hurt bleeding blood crash accident fighting fight climbed serious urgent bad badly emergency incident
  gesteel steel ingebreek inbraak beroof roof gebreek aangeval beseer seergekry bloei bloed geveg ernstig dringend voorval ongeluk
  bantshontshe bantshontshile bebile bayeba bangenile bangene baphulile baphuke bahlasele ulimele bayalwa ingozi kubi
  babile bangenile baqhekezile baqhekeze wonzakele bayalwa ingozi kumandundu
`);
const GOT_IN =
  /(?:^| )(?:got in|broke in|broken into|are inside|is inside|came in|climbed over|jumped over|kicked in|took the|took my|took our|took his|took her|took everything|het ingekom|is binne)(?: |$)/;
const LOOKS_WRONG = wordSet(`
  suspicious suspiciously susspicious suspicous dodgy dodge weird strange odd funny fishy sketchy shady unusual uneasy unsure suspect
  verdag verdagte snaaks vreemd vreemde agterdogtig onseker
  kuyasolisa iyasolisa uyasolisa bayasolisa ngiyasola siyasola kuyamangaza kuyakrokrisa uyakrokrisa bayakrokrisa ndiyakrokra
`);
/** "Nothing serious" and "they are gone" are less than an incident, and more than all quiet. */
const NOT_SERIOUS =
  /(?:^| )(?:not|nothing|isn't|isnt|niks|nie|not very|not too|not that) (?:\S+ )?(?:serious|urgent|bad|hectic|ernstig|dringend|erg)(?: |$)/;
const OVER =
  /^(?:(?:it'?s|it is|they'?re|they are|he'?s|he is|she'?s|all|now|is|dis|hulle is|hy is) )*(?:over|gone|left|finished|done|verby|weg|klaar|baleka|bahambile|uhambile|bemkile|umkile)(?: (?:now|already|again|nou|al|manje|ngoku))*$/;
const QUIET = wordSet('quiet calm clear peaceful rustig stil kalm kuthule kuthulile kuzolile kupholile kuhle');
const ALL_FINE =
  /^(?:(?:no|nee|it'?s|it is|but|so far|here) )*(?:everything(?:'s| is)? (?:is )?(?:fine|ok|okay|good|in order|under control)|all (?:is )?(?:good|fine|ok|okay|well|in order)|nothing (?:to report|happening|wrong|unusual|at all)|no problems?|alles (?:is )?(?:reg|goed|orraait|oraait|in orde|veilig)|niks (?:gebeur nie|verkeerd nie|snaaks nie|verdags nie|te rapporteer nie|nie)|konke kuhle|konke kuhamba kahle|akukho lutho|akunalutho|akukho nkinga|akukho nto|yonke into ilungile|akukho ngxaki)(?: (?:here|tonight|now|so far|hier|vanaand|nou|manje|ngoku|thanks))*$/;
const DENIED = wordSet(
  "not no nobody nothing never none isn't isnt wasn't wasnt didn't didnt nie niks niemand geen akukho akekho hayi cha",
);
const PAST = wordSet('yesterday gister izolo ago gelede week month');
const UNSURE = new Set(wordsFor('ask', 'unsure').map((word) => tokensOf(word).join(' ')));
const LONGEST = 600;

/** How serious it is, in words. The words are kept, because they may say more. */
export function readSeverityAnswer(text: string): SeverityAnswer | undefined {
  if (text.length > LONGEST || text.includes('?')) return undefined;
  const typed = simplifyText(text);
  if (LEAVE.test(typed)) return 'leave';
  const number = NUMBER_INSIDE.exec(typed)?.[1];
  const given = number ? (Number(number) as Severity) : readLoggedSeverity(typed);
  if (given !== undefined) return { severity: given, words: '' };
  const spoken = NUMBER_FIRST.exec(typed)?.[1];
  if (spoken) return { severity: NUMBER_WORDS[spoken] ?? 1, words: text };
  const tokens = tokensOf(text).filter((token) => /[\p{L}\p{N}]/u.test(token));
  const phrase = tokens.join(' ');
  if (Object.hasOwn(NUMBER_WORDS, phrase)) return { severity: NUMBER_WORDS[phrase] ?? 1, words: '' };
  if (ALL_FINE.test(phrase)) return { severity: 0, words: '' };
  const described = severityOfWords(tokens, phrase);
  return described === undefined ? undefined : { severity: described, words: text };
}

function severityOfWords(tokens: readonly string[], phrase: string): Severity | undefined {
  if (NOT_SERIOUS.test(phrase) || OVER.test(phrase) || UNSURE.has(phrase)) return 1;
  const has = (words: ReadonlySet<string>) => tokens.some((token) => words.has(token));
  const isDenied = has(DENIED);
  const isIncident = has(WHAT_HAPPENED) || GOT_IN.test(phrase);
  // "nothing stolen" and "they stole it yesterday" are asked again
  if (isIncident) return isDenied || has(PAST) ? undefined : 2;
  if (has(LOOKS_WRONG)) return isDenied ? undefined : 1;
  const isOnlyQuiet = tokens.every((token) => QUIET.has(token) || BESIDE_QUIET.has(token));
  return has(QUIET) && isOnlyQuiet ? 0 : undefined;
}

/** "Quiet until the shots" says more. */
const BESIDE_QUIET = wordSet(`
  all is it it's its very so far here tonight now still everything very nice and this side the area street our
  alles baie nog hier vanaand nou dit dis is in ons
  konke lapha manje namhlanje yonke into apha ngoku kakhulu
`);
