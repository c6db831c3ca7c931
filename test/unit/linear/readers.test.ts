import { describe, expect, it } from 'vitest';
import { readInput } from '#src/chat/read-input.ts';
import type { Expects } from '#src/conversation/events.ts';
import { findItemWords } from '#src/conversation/understanding/answers/item-words.ts';
import { readBookWords } from '#src/conversation/understanding/commands/book-words.ts';
import { listLikelyCommands } from '#src/conversation/understanding/commands/likely-commands.ts';
import { readLooseCommand } from '#src/conversation/understanding/commands/read-command.ts';
import { dangerTokens } from '#src/conversation/understanding/danger/match-danger-words.ts';
import { isBareSos, readDanger } from '#src/conversation/understanding/danger/read-danger.ts';
import { readOptOut } from '#src/conversation/understanding/opt-out/opt-out-words.ts';
import { readBuddyWords } from '#src/conversation/understanding/people/buddy-words.ts';
import { findNames } from '#src/conversation/understanding/people/find-names.ts';
import { readName } from '#src/conversation/understanding/people/name-words.ts';
import { personName } from '#src/conversation/understanding/people/person-name.ts';
import { readCodeWithin, splitCaseNumber, splitRef } from '#src/conversation/understanding/refs-and-numbers.ts';
import { readBareSeverity, readSeverity } from '#src/conversation/understanding/severity-words.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { takeClock } from '#src/conversation/understanding/times/clock-words.ts';
import { readTimeWords } from '#src/conversation/understanding/times/time-words.ts';
import { readTransport } from '#src/conversation/understanding/transport/read-transport.ts';
import { understand } from '#src/conversation/understanding/understand.ts';
import { readAskAnswer } from '#src/conversation/understanding/words/read-ask-answer.ts';
import { readYesOrNo } from '#src/conversation/understanding/yes-no-thanks.ts';
import { urlForLog } from '#src/http/framework/path-for-log.ts';
import { toCsvLines } from '#src/http/framework/values/csv.ts';
import { dateInput, instantInput } from '#src/http/framework/values/date-inputs.ts';
import { phoneInput } from '#src/http/framework/values/phone-input.ts';
import { lineForSms, textForSms } from '#src/http/framework/values/sms-texts.ts';
import { nameInput, textInput, wordsToFind } from '#src/http/framework/values/text-inputs.ts';
import { sayAndHangUp } from '#src/http/webhooks/twiml.ts';
import { cleanText } from '#src/messaging/inbox/clean-text.ts';
import { formatLine, parseLine } from '#src/messaging/mock/mock-outbox-line.ts';
import { comparableText } from '#src/messaging/segments/comparable-text.ts';
import { fitForSms, quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { foldForSms } from '#src/messaging/segments/gsm7.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import { flatForm } from '#src/messaging/twilio/flat-form.ts';
import { parseInbound } from '#src/messaging/twilio/parse-inbound.ts';
import { cutForLog, describeError, maskPhone } from '#src/platform/log.ts';
import { normalize } from '#src/platform/normalize.ts';
import { parseAddressList, remoteAddressOf } from '#src/platform/remote-address.ts';
import { findCronProblem } from '#src/roster/schedules/cron-problem.ts';
import { identityOf } from '#src/volunteers/numbers/address.ts';
import { maskOthersNumbers } from '#src/volunteers/numbers/mask-numbers.ts';
import { formatPhone, parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { firstName, isSameName, shortName } from '#src/volunteers/people/display-name.ts';
import { eraseDigits, sixDigitGroups } from '#src/volunteers/sign-in/end-code.ts';
import { fill, hostileTexts } from '#test/support/hostile/hostile-texts.ts';
import { findTooSlow } from '#test/support/hostile/time-of.ts';

/** Longer than the longest text, so that no limit hides a slow pattern. */
const ANY_LENGTH = 1_000_000;
const FIELDS = [
  nameInput,
  textInput(ANY_LENGTH),
  wordsToFind(ANY_LENGTH),
  lineForSms(ANY_LENGTH),
  textForSms(0),
  phoneInput,
  dateInput,
  instantInput,
];

const now = new Date('2026-11-27T22:41:00Z');
const zone = 'Africa/Johannesburg';
const region = 'ZA';
const person = { now, zone, region, expects: 'nothing' as const, isCoordinator: true };

/** Each kind of question that a text may answer; the compiler sees to it that none is missing. */
const EXPECTS = Object.keys({
  ...{
    nothing: 0,
    choice: 0,
    relay: 0,
    yesNo: 0,
    proof: 0,
    drop: 0,
    code: 0,
    name: 0,
    buddy: 0,
    severity: 0,
    words: 0,
    admission: 0,
  },
} satisfies Record<Expects, 0>) as Expects[];

const READERS: Record<string, (text: string) => unknown> = {
  simplifyText,
  readTransport,
  readName,
  findNames,
  personName,
  isBareSos,
  readDecision: readYesOrNo,
  readSeverity,
  readBareSeverity,
  splitRef,
  splitCaseNumber,
  readCodeWithin,
  takeClock,
  readOptOut: (text) => readOptOut(text, 'sms'),
  readCry: (text) => readDanger(text, person),
  readBuddyWords: (text) => readBuddyWords(text, region),
  readTimeWords: (text) => readTimeWords(text, now, zone),
  findItemWords: (text) => findItemWords(text, person),
  readBookWords: (text) => readBookWords(text, person),
  readLooseCommand: (text) => readLooseCommand(text, person),
  readAskAnswer,
  likelyVerbs: (text) => listLikelyCommands(text, true),
  cleanText,
  foldForSms,
  measure,
  essenceOf: comparableText,
  quoteToFit: (text) => quoteToFit((words) => `Case 142: "${words}" Please phone.`, text),
  inboundOf: (text) =>
    parseInbound(flatForm(new URLSearchParams({ MessageSid: 'SM1', From: text, Body: text }).toString())),
  flatForm,
  mockOutboxLine: (text) => parseLine(formatLine({ at: now, to: text, type: 'reply', body: text })),
  eraseDigits,
  sixDigitGroups,
  maskOthersNumbers: (text) => maskOthersNumbers(text, { own: ['+27821111111'], region }),
  parseMobile: (text) => parseMobile(text, region),
  formatPhone: (text) => [formatPhone(text, region), formatPhone(`+27829990001${text}`, region)],
  identityOf,
  shortName,
  firstName,
  isSameName: (text) => isSameName(text, `${text}x`),
  normalize: (text) => [normalize(text, 'NFC'), normalize(text, 'NFD'), normalize(text, 'NFKC')],
  maskPhone,
  describeError: (text) => describeError(new Error(text)),
  remoteAddressOf: (text) => remoteAddressOf('127.0.0.1', text, parseAddressList(['127.0.0.0/8'])),
  cutForLog,
  urlForLog: (text) => urlForLog(`/webhooks?${text}`),
  sayAndHangUp,
  toCsvLines: (text) => toCsvLines([[text]]),
  jsonFields: (text) => FIELDS.map((field) => field.safeParse(text)),
  // the field takes 120 characters
  findCronProblem: (text) => findCronProblem(text.slice(0, 120)),
  readInput,
};

/** What honestly takes longer than five milliseconds for 4,000 characters. It grows with their number all the same. */
const MAY_TAKE_MS: Record<string, number> = {
  // twice through the alphabet, once more without emoji; no text of ours comes here with more than 600 characters
  fitForSms: 15,
};

describe('what reads a typed text takes at most five milliseconds for 4,000 characters', () => {
  it.each(EXPECTS)('understand, where it expects: %s', (expects) => {
    expect(tooSlow((body) => understand({ body, attachments: [] }, { ...person, expects }))).toBeUndefined();
  });

  it.each(Object.entries(READERS))('%s', (_, read) => {
    expect(tooSlow(read)).toBeUndefined();
  });
});

describe('what may take longer takes linear time', () => {
  it('fitForSms', () => {
    expect(tooSlow(fitForSms, MAY_TAKE_MS.fitForSms)).toBeUndefined();
  });

  it("maskOthersNumbers, where a text is one's own number over and over: each has to be parsed", () => {
    const spellings = ['0829990001 ', '+27 82 999 0001, ', '+27  8  2  9  9  9  0  0  0  1, '];
    const textsOf = (length: number) => spellings.map((spelling) => fill('', spelling, '', length));
    const read = (text: string) => maskOthersNumbers(text, { own: ['+27829990001'], region });
    expect(findTooSlow({ textsOf, read, mostMs: 30 })).toBeUndefined();
  });
});

function tooSlow(read: (text: string) => unknown, mostMs = 5) {
  return findTooSlow({ textsOf: hostileTexts, read, prepare: forgetRemembered, mostMs });
}

/** Readers remember the last texts that they were asked for. */
function forgetRemembered(): void {
  for (const letter of 'abcd') {
    simplifyText(letter.repeat(100));
    dangerTokens(letter);
  }
}
