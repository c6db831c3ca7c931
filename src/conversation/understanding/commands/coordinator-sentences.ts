import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { readRef } from '#src/conversation/understanding/refs-and-numbers.ts';
import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';

/** Words that change nothing, wherever they stand. */
const BESIDE = new Set(
  (
    'ok okay yes yep ja yebo ewe right sure copy copied roger hi hello hey all please pls plz asb thanks thank you dankie the a ' +
    'now nou manje ngoku myself then dan so just'
  ).split(' '),
);
const I =
  "(?:i|i'll|ill|i will|i'm|im|i am|i can|i've|i have|we|we'll|we will|we're|we are|let me|ek|ek sal|ek kan|ek is|ek het|ons|ons sal|ons is)";
const TAKES =
  '(?:take|taking|took|got|have got|have|handle|handling|attend|attending|attend to|attending to|vat|neem|hanteer|ngithatha|ngizothatha|ngiyathatha|ndithatha)';
const GOES =
  '(?:on my way|on our way|on way|on route|en route|omw|heading|going|coming|driving|responding|oppad|op pad|ry|ngiyeza|ndiyeza|siyeza|ngiya|ndiya|ngisendleleni|ndisendleleni)';
const CASE = '(case |saak |icala |ikesi )?(?:nr |no |number |nommer )?#?(\\d{1,9})';

/** "I'll take case 17", "ek vat 17". */
const TAKES_CASE = new RegExp(`^(?:${I} )?${TAKES} ${CASE}(?: ${GOES})?$`);
/** "On my way to 17". Not "on my way to 17 Oak". */
const GOES_TO_CASE = new RegExp(`^(?:${I} )?${GOES} (?:to|for|na|vir|ku|kwi) ${CASE}$`);
/** "Case 17 is mine", "17 on my way". */
const CASE_IS_TAKEN = new RegExp(
  `^${CASE} (?:is )?(?:mine|myne|vat ek|(?:${I} )?(?:${TAKES}(?: it| dit)?|${GOES}|on it))$`,
);
/** "I'll take it": we ask for the number. */
const TAKES_SOME_CASE = new RegExp(
  `^(?:${I} )?(?:${TAKES} (?:this |that |die )?(?:case|saak|alarm|incident|sos)|${TAKES} (?:it|this|that|this one|that one|dit)|on it)$`,
);
const SHOWS_CASE =
  /^(?:(?:can i |let me )?(?:show|show me|see|read|open|wys|wys my) (case |saak )?#?(\d{1,9})|(?:what is|what's|whats|what happened with|what happened in|what about|details of|details for|tell me about|more about|more on|wat is|wat van) (case |saak )#?(\d{1,9})(?: about| oor)?|(case |saak )#?(\d{1,9}))$/;
/** A list item has no more digits: with a list open, "I'll take 2" books. */
const LONGEST_ITEM = 1;

const LETS_IN =
  /^(?:let|laat|allow|admit|approve|accept|add) REF(?: in| inkom| come in| join| deur| toe)?$|^REF (?:can|may|kan|mag) (?:come in|join|inkom|aansluit)$/;
const KEEPS_OUT =
  /^(?:(?:don't|dont|do not|moenie) (?:let|laat|admit|approve|accept|allow|add) REF(?: in| join| inkom)?(?: nie)?|(?:reject|decline|refuse|deny) REF)$/;
const TAKES_OFF =
  /^(?:take|remove|kick|haal|verwyder) REF (?:off|out|from|af|uit|van)(?: of| van)?(?: roster| list| lys| watch| group| rooster| die lys| die rooster)?$/;
/** "Remove Sipho from the roster": we ask for the ref. */
const TAKES_SOMEBODY_OFF =
  /^(?:take|remove|kick) (?!me |my |us )\S+(?: \S+)? (?:off|from) (?:roster|list|watch|group)$/;
const LONGEST = 120;

/** What a coordinator's sentence does that names a case or a person. A question or a denial is none of these. */
export function readCoordinatorSentence(
  text: string,
  { isCoordinator, isListFresh = false }: Circumstances,
): VolunteerEvent | undefined {
  if (!isCoordinator || text.length > LONGEST || !/\p{L}{2}/u.test(text)) return undefined;
  const tokens = tokensOf(text).filter((token) => /[\p{L}\p{N}]/u.test(token) && !BESIDE.has(token));
  const said = tokens.join(' ');
  return (
    (text.includes('?') ? undefined : readTaking(text, said, isListFresh)) ?? readShowing(said) ?? readPerson(tokens)
  );
}

function readTaking(text: string, said: string, isListFresh: boolean): VolunteerEvent | undefined {
  const goes = GOES_TO_CASE.exec(said);
  const [, named, number] = goes ?? CASE_IS_TAKEN.exec(said) ?? TAKES_CASE.exec(said) ?? [];
  if (number === undefined) {
    return !isListFresh && TAKES_SOME_CASE.test(said) ? { type: 'ACK', words: '' } : undefined;
  }
  const mayBeItem = isListFresh && !goes && named === undefined && number.length <= LONGEST_ITEM;
  // the reporter reads the words
  return mayBeItem ? undefined : { type: 'ACK', caseNumber: Number(number), words: goes ? text.trim() : '' };
}

function readShowing(said: string): VolunteerEvent | undefined {
  const [, , shown, , asked, , alone] = SHOWS_CASE.exec(said) ?? [];
  const number = shown ?? asked ?? alone;
  return number === undefined ? undefined : { type: 'SHOW', caseNumber: Number(number) };
}

function readPerson(tokens: readonly string[]): VolunteerEvent | undefined {
  const refs = tokens.flatMap((token) => readRef(token) ?? []);
  const [ref, another] = refs;
  if (another !== undefined) return undefined;
  const said = tokens.map((token) => (readRef(token) ? 'REF' : token)).join(' ');
  if (ref === undefined) return TAKES_SOMEBODY_OFF.test(said) ? { type: 'REMOVE' } : undefined;
  if (LETS_IN.test(said)) return { type: 'ADMIT', ref };
  if (KEEPS_OUT.test(said)) return { type: 'REFUSE', ref };
  return TAKES_OFF.test(said) ? { type: 'REMOVE', ref } : undefined;
}
