import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';

export type Whose = 'her' | 'his' | 'their';

const RELATIONS: Record<Whose, Set<string>> = {
  her: words(`
    wife girlfriend sister daughter mother mom mum aunt niece lady gran granny sisi vrou suster dogter ma tannie buurvrou meisie
    umkami unkosikazi inkosikazi nkosikazi udadewethu udade intombi umama umamazala ouma gf wifey missus grandma granma granny
    antie aunty auntie ousie sussie sus sis sissie sister-in-law stepmom stepdaughter skoonma skoondogter niggie landlady dadobawo
    umakoti makoti makhulu mamazala dadewethu dade umfazi usisi umakhulu ugogo gogo
  `),
  his: words(`
    husband hubby boyfriend brother son father dad uncle nephew bro buurman broer seun pa oom man swaer
    umyeni umyeniwam ubhuti bhuti umfowethu indodana ubaba unyana umntakwethu oupa bf boyfie hubs grandpa granddad grandfather
    boet boetie broertjie brother-in-law stepson stepdad stepbrother skoonseun skoonpa skoonbroer mkhulu umkhulu malume umalume
    tata utata tatomkhulu utatomkhulu ubawo bawo bhut ibhuti sbali usbali usibali umkhwenyana mkhwenyana mntakwethu mfowethu bafo
    umfowabo dominee
  `),
  their: words(`
    friend neighbour neighbor partner cousin colleague mate tenant boss relative child buddy vriend maat neef buur kollega
    umngani umhlobo umakhelwane ummelwane umzala upartna upartner bestie bff pal pel pellie maatjie tjommie chommie chommy chom
    bra buddie cuz cuzzy cousie inlaw roommate roomie flatmate housemate landlord pastor gardener fiance bae spouse umninawa
    umnakwethu mnakwethu mninawa mntase umntase mngani mhlobo makhelwane melwane umelwane mzala umzukulu umkhozi mkhozi
    stepchild kid mevrou meneer juffrou neighbours friends family
  `),
};
/** All that may stand beside the relation: "my wife will walk with me". Anything else is perhaps her name. */
const BESIDE = words(`
  my a the our mine i im i'm am i'll ill we it its it's is will be bring bringing take taking come comes coming walk walks walking
  join joins joining go goes going with and me us from next door too please pls thanks thank you tonight again probably
  ek my n sal kom stap loop bring saam met en die dis asb wami wam nami nam yami yam ngu ngizohamba ngizoza ndiza uzohamba
  ngu old best good dear husband's wife's along in law omkhulu omncane omdala eldest oldest youngest big little just only nje qha
`);

const ALL_RELATIONS = new Set(Object.values(RELATIONS).flatMap((set) => [...set]));

/** `oupa`, `nomakhelwane`: a word for somebody by what they are to the sender. */
export function isRelationWord(plain: string): boolean {
  return ALL_RELATIONS.has(plain) || ALL_RELATIONS.has(withoutAnd(plain));
}

/** Whose name we ask for, if anybody of the sender's is in the text. */
export function whoseRelation(text: string): Whose | undefined {
  const plain = tokensOf(text).map(withoutAnd);
  return (Object.keys(RELATIONS) as Whose[]).find((each) => plain.some((token) => RELATIONS[each].has(token)));
}

/** isiZulu and isiXhosa: "nomkami", with my wife. */
function withoutAnd(plain: string): string {
  return plain.replace(/^no(?=m\p{L}{4})/u, 'u').replace(/^ne(?=n\p{L}{4})/u, 'i');
}

/** "My wife": somebody whose name we do not know yet. Undefined if there are other words, or no such person. */
export function readRelation(text: string): Whose | undefined {
  const tokens = tokensOf(text).filter((token) => /\p{L}/u.test(token));
  const plain = tokens.map(withoutAnd);
  const whose = whoseRelation(text);
  if (!whose) return undefined;
  const isAlone = plain.every((token) => BESIDE.has(token) || ALL_RELATIONS.has(token));
  return isAlone ? whose : undefined;
}

function words(list: string): Set<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}
