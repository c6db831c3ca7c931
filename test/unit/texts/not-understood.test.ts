import { describe, expect, it } from 'vitest';
import { INTENTS } from '#src/conversation/understanding/learned/meanings.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import { en as texts } from '#src/texts/en.ts';
import type { Texts } from '#src/texts/texts.ts';
import { shiftAt } from '#test/support/shift-time.ts';

/** The longest that each of them is likely to be. */
const facts = { watch: 'Northcliff NightOwls', emergency: '10111', emergencyFree: '112', first: 'Thandiswa' };
const words = { ...facts, shift: shiftAt('2026-11-28T00:00', '2026-11-28T02:00'), caseNumber: 1142, isCut: false };

/** Every answer to a text that we could not read, or that did not fit our question. */
const ANSWERS: Partial<Record<keyof Texts, string[]>> = {
  whoWeAre: [texts.whoWeAre(facts)],
  askName: [texts.askName(facts)],
  askNamePlainly: [texts.askNamePlainly(facts)],
  askCode: [texts.askCode(words)],
  askCodePlainly: [texts.askCodePlainly(facts)],
  awaitsAdmission: [texts.awaitsAdmission(facts)],
  stillAwaitsAdmission: [texts.stillAwaitsAdmission(facts)],
  onHold: [texts.onHold(facts)],
  stillOnHold: [texts.stillOnHold(facts)],
  unknownTime: [texts.unknownTime({ ...facts, words: 'x'.repeat(30) })],
  whoUnread: [texts.whoUnread({ ...facts, words: 'x'.repeat(30) })],
  askBuddyAgain: [texts.askBuddyAgain(words)],
  askBuddyPlainly: [texts.askBuddyPlainly(words)],
  askSeverityAgain: [texts.askSeverityAgain({ ...facts, what: 'photo', hasWords: true })],
  askSeverityPlainly: [texts.askSeverityPlainly(facts)],
  askOutsiderReport: [texts.askOutsiderReport(facts)],
  askCaseAgain: [texts.askCaseAgain(words)],
  askWhatAgain: [texts.askWhatAgain(facts)],
  notUnderstood: [texts.notUnderstood(facts)],
  notUnderstoodAtList: [texts.notUnderstoodAtList(facts)],
  perhaps: [texts.perhaps({ ...facts, commands: ['SHIFTS', 'REPORT', 'FORGET'] })],
  offer: INTENTS.flatMap((first) => INTENTS.map((second) => texts.offer({ ...facts, first, second }))),
  askOfferAgain: [texts.askOfferAgain(facts)],
  passedToPerson: [false, true].map((isCut) => texts.passedToPerson({ ...facts, isCut })),
  nobodyToPassTo: [texts.nobodyToPassTo(facts)],
  onlyKept: [texts.onlyKept(facts)],
  forPerson: (['late', 'person', 'followup', 'away', 'number', 'wrong', 'buddy'] as const).flatMap((intent) =>
    [false, true].map((isCut) => texts.forPerson({ ...facts, isCut, intent, isMember: true })),
  ),
  withoutNumber: [false, true].flatMap((isTold) =>
    [false, true].map((isCut) => texts.withoutNumber({ ...facts, isTold, isCut })),
  ),
  notForOthers: [texts.notForOthers(facts)],
  forMorning: (['person', 'followup', 'away', 'number', 'wrong', 'buddy'] as const).map((intent) =>
    texts.forMorning({ ...facts, isCut: true, intent, isMember: true, time: { instant: new Date(), zone: 'UTC' } }),
  ),
  forNobody: [texts.forNobody(facts)],
  helpPassed: [false, true].map((isCut) => texts.helpPassed({ ...facts, isCut })),
  helpUnpassed: [texts.helpUnpassed(facts)],
  wordsNotPassed: [texts.wordsNotPassed(facts)],
  nothingOpenHere: [texts.nothingOpenHere(facts)],
  answerYesOrNo: ['Y', 'Y47'].map((yes) => texts.answerYesOrNo({ ...facts, yes })),
  answerYesOrNoPlainly: ['Y', 'Y47'].map((yes) => texts.answerYesOrNoPlainly({ ...facts, yes })),
  askInvitationAgain: [
    texts.askInvitationAgain({ ...words, place: '', ref: 'K7', booker: 'Thandiswa M', deadline: undefined }),
  ],
  askPresenceAgain: [texts.askPresenceAgain({ ...words, ref: 'K7' })],
  askDropAgain: [texts.askDropAgain({ ...words, ref: 'K7' })],
  askDropPlainly: [texts.askDropPlainly({ ...words, ref: 'K7' })],
  askWhichAgain: [texts.askWhichAgain(facts)],
  askWhichPlainly: [texts.askWhichPlainly(facts)],
};

/** How such texts are named. One with such a name that is missing above has been forgotten there. */
const NAMED_SO =
  /(?:Again|Plainly|Unpassed|NotPassed|Unread|onHold|OnHold|AwaitsAdmission)$|^(?:notUnderstood|perhaps|nobody)/;

describe('an answer to a text that we could not read', () => {
  it('is looked at here, whichever it is', () => {
    const named = Object.keys(texts).filter((name) => NAMED_SO.test(name));
    expect(named.filter((name) => !(name in ANSWERS))).toEqual([]);
  });

  it.each(Object.entries(ANSWERS).flatMap(([name, said]) => (said ?? []).map((text) => [name, text])))(
    '%s names SOS and the emergency number, in one plain segment',
    (name, text) => {
      expect(text, name).toContain('SOS');
      expect(text, name).toContain('112 (free) or 10111');
      expect(measure(text ?? ''), text).toMatchObject({ encoding: 'GSM-7', segments: 1 });
    },
  );
});

it('names one number if the free number is the emergency number', () => {
  expect(texts.notUnderstood({ ...facts, emergency: '112' })).toContain('In danger text SOS or phone 112.');
});
