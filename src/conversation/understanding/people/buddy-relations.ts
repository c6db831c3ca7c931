import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';

export type Whose = 'her' | 'his' | 'their';

const RELATIONS: Record<Whose, Set<string>> = {
  her: words(`
    wife girlfriend sister daughter mother mom mum aunt niece lady gran granny sisi vrou suster dogter ma tannie buurvrou meisie
    umkami unkosikazi inkosikazi nkosikazi udadewethu udade intombi umama umamazala
  `),
  his: words(`
    husband hubby boyfriend brother son father dad uncle nephew bro buurman broer seun pa oom man swaer
    umyeni umyeniwam ubhuti bhuti umfowethu indodana ubaba unyana umntakwethu
  `),
  their: words(`
    friend neighbour neighbor partner cousin colleague mate tenant boss relative child buddy vriend maat neef buur kollega
    umngani umhlobo umakhelwane ummelwane umzala upartna upartner
  `),
};
/** All that may stand beside the relation: "my wife will walk with me". Anything else is perhaps her name. */
const BESIDE = words(`
  my a the our mine i im i'm am i'll ill we it its it's is will be bring bringing take taking come comes coming walk walks walking
  join joins joining go goes going with and me us from next door too please pls thanks thank you tonight again probably
  ek my n sal kom stap loop bring saam met en die dis asb wami wam nami nam yami yam ngu ngizohamba ngizoza ndiza uzohamba
  ngu old best good dear husband's wife's
`);

/** "My wife": somebody whose name we do not know yet. Undefined if there are other words, or no such person. */
export function readRelation(text: string): Whose | undefined {
  const tokens = tokensOf(text).filter((token) => /\p{L}/u.test(token));
  // isiZulu and isiXhosa: "nomkami", with my wife
  const plain = tokens.map((token) => token.replace(/^no(?=m\p{L}{4})/u, 'u').replace(/^ne(?=n\p{L}{4})/u, 'i'));
  const whose = (Object.keys(RELATIONS) as Whose[]).find((each) => plain.some((token) => RELATIONS[each].has(token)));
  if (!whose) return undefined;
  const isAlone = plain.every((token) => BESIDE.has(token) || Object.values(RELATIONS).some((set) => set.has(token)));
  return isAlone ? whose : undefined;
}

function words(list: string): Set<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}
