import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';

/** First words of somebody who says what they see, in English, Afrikaans, isiZulu and isiXhosa. */
const OPENINGS = phrases(`
  there is, there's, theres, there are, there was, there were, i see, we see, i can see, we can see, i saw, we saw, just saw,
  i just saw, we just saw, i noticed, just noticed, i am seeing, i'm seeing, spotted, seen, saw
  daar is, daar's, daar was, hier is, hier's, hier was, daar staan, hier staan, daar loop, hier loop, ons sien, ek sien,
  ek het gesien, ons het gesien, gesien, sien
  kukhona, kunabantu, kunemoto, kunamadoda, kunendoda, ngibona, ngibone, sibona, sibone, ngiyabona, kunomuntu
  kukho, kukhona, kunemoto, kukho abantu, ndibona, ndibone, sibona, sibone, ndiyabona, kukho umntu
`);
/** Words that make the first words a sighting by themselves. */
const STRANGE = words(`
  suspicious susspicious suspicous suspect strange unknown unfamiliar dodgy verdagte vreemde vreemdelinge onbekende
  osolisayo esolisayo
`);
/** What is seen. "There are no shifts" and "I see my name" have none of these. */
const SEEN = words(`
  man men guy guys person people persons lady woman women youth youths teenager teenagers kid kids boys boy group gang
  stranger strangers individual individuals male males suspect suspects beggar beggars intruder prowler skelm skelms
  tsotsi tsotsis ou ouens oke okes mans manne persoon mense vrou seuns vreemdelinge kêrels kerels
  car cars vehicle vehicles bakkie bakkies van vans taxi truck polo golf motorbike bike kar karre voertuig
  umuntu abantu indoda amadoda imoto izimoto umfana abafana umntu amadoda iimoto inkwenkwe
  smoke drone fence gate window rook heining hek venster
`);
const FORWARDED = words('fwd fw forwarded aangestuur');
const POLITE = words(`
  hi hello hey howzit heita good morning evening afternoon day guys everyone all please note fyi attention alert be
  aware hallo goeie naand more môre asb sawubona sanibonani molo molweni team neighbours neighbors
`);
/** The words in which the opening and what is seen must stand. */
const MOST_POLITE = 6;
const NEAR = 12;

/** "there is a man at the gate of 12 Oak": a report without the word REPORT. A question is none. */
export function isSighting(text: string): boolean {
  if (/\?\s*$/.test(text)) return false;
  const tokens = tokensOf(text.slice(0, 400)).filter((token) => /[\p{L}\p{N}]/u.test(token));
  const begins = tokens.findIndex((token) => !POLITE.has(token));
  if (begins < 0 || begins > MOST_POLITE) return false;
  const said = tokens.slice(begins, begins + NEAR);
  if (FORWARDED.has(said[0] ?? '')) return said.length > 2;
  const opening = OPENINGS.find((phrase) => phrase.every((word, index) => said[index] === word));
  if (opening) {
    // "saw your message guys" is none
    const near = opening.length > 1 ? said : said.slice(1, 3);
    return near.some((word) => SEEN.has(word) || STRANGE.has(word));
  }
  const strange = said.slice(0, 3).findIndex((word) => STRANGE.has(word));
  return strange >= 0 && said.slice(0, strange + 5).some((word) => SEEN.has(word));
}

function phrases(list: string): string[][] {
  const all = list.split(/[,\n]/).map((phrase) => tokensOf(phrase));
  return all.filter((phrase) => phrase.length > 0).sort((one, other) => other.length - one.length);
}

function words(list: string): Set<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}
