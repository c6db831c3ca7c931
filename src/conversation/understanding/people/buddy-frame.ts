/** Words that may stand before a name: "I'm bringing Sipho", "ek kom saam met Sipho", "ngizohamba noSipho". */
const BEFORE = new Set(
  (
    'hi hello hey hallo sawubona molo good morning evening afternoon day yes yeah ok okay ja yebo ewe please pls plz sorry ' +
    "i i'm im am i'll ill we we'll we're it it's its is be bring bringing brings take taking walk walking go going come coming " +
    'patrol patrolling with and put add make use choose the his her their name named called buddy partner maat mate my ' +
    'ek sal kom stap loop bring vat sit saam met en dis dit naam asb asseblief mina mna nami vir weer dink think prob probably ' +
    'faka bhala ndim ndimi bro broer brother sister suster swaer cousin cuz friend pal bestie hubby husband wife vrou'
  ).split(' '),
);
/** "Will" is a name, unless one of these stands behind it. */
const AFTER_WILL = new Set('be come walk go bring take join probably maybe'.split(' '));
const WALKS = /^(?:ngizo|ngiza|ngi|ndiza|ndizo|siza|sizo|uzo|uza)(?:hamba|kuhamba|za|ba|kuba|letha)?$/u;
/** Words that may stand behind a name: "Sipho will walk with me tonight, thanks". */
const BEHIND = new Set(
  (
    'is are will be coming come comes walking walk walks joining join joins going goes go patrolling patrols with along me us my ' +
    'too instead rather please pls plz thanks thank you u tx thx then tonight today again also ok okay this time as always for sure sorry kom ' +
    'stap loop saam sal my ons asb asseblief dankie vanaand nami nam nathi ngiyabonga siyabonga enkosi uzohamba uza uzoza uyeza ' +
    'futhi kwakhona weer down along again'
  ).split(' '),
);
/** "uSipho", "noSipho", "nguSipho" and "kaSipho": isiZulu and isiXhosa put a letter or two before a name. */
const CLASS_PREFIX = /^(?:(?:kuse|ise|ikwa|ibe|i)?ngu(?:no)?-?|(?:ndi|ngi|si)?no-?|wo|ka|ku|u-?|n)(?=\p{Lu}\p{Ll})/u;
/** Whether the word stands around names, and is none. */
export function isFrameWord(plain: string): boolean {
  return BEFORE.has(plain) || BEHIND.has(plain) || WALKS.test(plain);
}

const ENDS = /^[\s\p{P}]+|(?<![\s\p{P}])[\s\p{P}]+$/gu;

/** The words without those that frame a name at either end. */
export function withoutFrame(text: string): string {
  const words = text.split(/\s+/).filter((word) => word.replace(ENDS, '') !== '');
  const plain = words.map((word) =>
    word
      .replace(ENDS, '')
      .replace(/[‘’`´]/g, "'")
      .toLowerCase(),
  );
  let from = 0;
  let to = words.length;
  while (from < to && isBefore(plain, from)) from += 1;
  while (to > from + 1 && BEHIND.has(plain[to - 1] ?? '')) to -= 1;
  return words
    .slice(from, to)
    .map((word) => word.replace(CLASS_PREFIX, ''))
    .join(' ');
}

function isBefore(words: readonly string[], at: number): boolean {
  const word = words[at] ?? '';
  if (word === 'will') return AFTER_WILL.has(words[at + 1] ?? '');
  return BEFORE.has(word) || WALKS.test(word);
}
