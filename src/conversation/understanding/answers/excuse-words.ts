import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';

/** Words of a reason why somebody cannot come: illness, work, a car, a death. English, Afrikaans, isiZulu and isiXhosa. */
const EXCUSES = new Set(
  (
    'sick ill unwell flu fever covid migraine headache hospital clinic doctor operation casualty ' +
    'work working overtime meeting nightshift oncall funeral wedding exam exams tired exhausted ' +
    'travelling traveling holiday vacation babysitter babysitting passed died death ' +
    'siek siekte griep koors hospitaal kliniek dokter operasie werk oortyd vergadering begrafnis troue eksamen moeg ' +
    'vakansie verlof oorlede ' +
    'iyagula uyagula ngiyagula siyagula bayagula igula ugula ngigula umkhuhlane esibhedlela ekliniki udokotela emsebenzini ' +
    'ngiyasebenza ngisebenza umngcwabo emngcwabeni ngikhathele ngimatasa ushonile ngilimele ' +
    'ndiyagula ndigula yagula esibhedlele ekliniki ugqirha ndiyasebenza ndisebenza umngcwabo ndidiniwe ndixakekile ubhubhile ndonzakele'
  ).split(' '),
);

/** A car or a lift is a reason only with one of the words below it: "a strange car" is none. */
const WHEELS = new Set('car bakkie kar transport lift petrol imoto vervoer'.split(' '));
const NO_WHEELS = new Set(
  'broke broken breakdown trouble start problem problems puncture garage workshop no finished stukkend gebreek vat klaar ifile iphukile ayisebenzi'.split(
    ' ',
  ),
);

/** Words that leave open whether they come: "I'm not sick", "still coming". */
const AGAINST = new Set(
  (
    "not isn't isnt don't dont didn't didnt never still but keep coming anyway better maar nie nog kodwa kepha noma " +
    'depends depend hang kuxhomekeka kuxhomekeke kuncike ' +
    'unless until if maybe except what where when who how why which wat waar wanneer wie hoe ' +
    // somebody tells what they see
    'there see saw seen man men people guys someone somebody street road gate suspicious strange daar sien iemand mense mans straat ' +
    'hek kukhona kukho umuntu umntu abantu ngibona ndibona'
  ).split(' '),
);

export function hasExcuse(tokens: readonly string[]): boolean {
  if (tokens.some((token) => AGAINST.has(token))) return false;
  const hasNoWheels = tokens.some((token) => WHEELS.has(token)) && tokens.some((token) => NO_WHEELS.has(token));
  return hasNoWheels || tokens.some((token) => EXCUSES.has(token));
}

const DENIAL = new Set("not isn't isnt never nie nooit angiguli andiguli".split(' '));

export function isExcuseDenied(text: string): boolean {
  const tokens = tokensOf(text);
  return tokens.some((token, at) => EXCUSES.has(token) && DENIAL.has(tokens[at - 1] ?? ''));
}
