import type { WatchFacts } from '#src/texts/facts.ts';
import type {
  DialogueTexts,
  ExplainedTopic,
  NamedQuestion,
  OfferedIntent,
} from '#src/texts/subjects/dialogue-texts.ts';
import { dayAndHour, short } from './dates.ts';
import { danger, emergencyNumbers, listOr } from './phrases.ts';

export const dialogue: DialogueTexts = {
  menu: (p) =>
    `SHIFTS: open patrols. MY: yours. IN, OUT: patrol. REPORT: what you see. DROP: give up. WHO: who is out. Danger: phone ${emergencyNumbers(p)}, then SOS.`,
  menuForCoordinators: (p) =>
    `SHIFTS, MY, IN, OUT, REPORT, DROP, BUDDY, WHO sat. Cases: ACK 142, SHOW 142. People: ADMIT, REFUSE, REMOVE N3. SOS: danger. Phone ${emergencyNumbers(p)} first.`,
  notUnderstood: (p) => `Sorry, we don't understand. Text SHIFTS, MY, REPORT or ? for the menu. ${danger(p)}`,
  notUnderstoodAtList: (p) =>
    `Sorry, we don't understand. Reply with the number of a shift, or MORE for others. ${danger(p)}`,
  perhaps: (p) =>
    `Sorry, we still don't understand. Did you mean ${listOr(p.commands)}? Text just that word. ${danger(p)}`,
  phoneAnswer: (p) =>
    `This is ${p.watch}. This number takes texts only. In an emergency, hang up and call ${digitByDigit(p.emergency)}. Again: ${digitByDigit(p.emergency)}.`,
  goodbye: () => "It's a pleasure. Stay safe.",
  nothingOpenHere: (p) =>
    `We have not asked you anything, so there is nothing to answer. Text ? to see what you can text. ${danger(p)}`,
  nothingToLeave: () => 'There is nothing to go back from. Text SHIFTS for open patrols or ? for the menu.',
  left: (p) => `OK, ${LEFT[p.question]}. Text SHIFTS for open patrols or ? for the menu.`,
  leftForReport: (p) => `OK, ${LEFT[p.question]}.`,
  leftTooLong: (p) => `We asked too long ago, so ${LEFT[p.question]}.`,
  changedMeanwhile: (p) => `We updated our system since your last text, so ${LEFT[p.question]}. Please start again.`,
  answerYesOrNo: (p) => `Please reply ${p.yes} or N. Text BACK to leave it as it is. ${danger(p)}`,
  answerYesOrNoPlainly: (p) =>
    `${p.yes === 'Y' ? 'One letter is enough:' : 'We need just'} ${p.yes} for yes, N for no. Text BACK to leave it as it is. ${danger(p)}`,
  proofMissing: (p) =>
    `Anybody could text in your name, so nothing is changed yet. Reply ${p.yes} for yes, or N for no.`,
  proofWrong: (p) =>
    `Those are not the digits that we sent, so nothing is changed. Reply ${p.yes} for yes, or N for no.`,
  proofsSpent: (p) =>
    `Wrong digits three times, so ${LEFT[p.question]}. Until ${dayAndHour(p.time)} we do this only on WhatsApp. Not you? Please phone a coordinator.`,
  proofsPaused: (p) =>
    `Too many wrong digits came from your number. Until ${dayAndHour(p.time)} we do this only on WhatsApp, or ask a coordinator.`,
  askWhichAgain: (p) => `Please reply with a number from the list, or a ref. Text BACK to cancel. ${danger(p)}`,
  askWhichPlainly: (p) =>
    `We need the number in front of your shift, or its ref. Text MY for your shifts or BACK to cancel. ${danger(p)}`,
  offer: (p) => {
    const [first, second] = [MEANT[p.first], MEANT[p.second]];
    return `We are not sure what you mean. Reply 1 ${first}, 2 ${second}. ${danger(p)}`;
  },
  askOfferAgain: (p) => `Please reply 1 or 2, or say it in other words. ${danger(p)}`,
  askGoneHome: () => 'Have you gone home? Reply Y. If you are still out, reply N.',
  askCheckIn: (p) => `Are you there now? Reply Y and we check you in for ${short(p.shift)}.`,
  explain: (p) => EXPLAINED[p.about](p),
  coordinatorsOnly: (p) => `${p.command} is for coordinators. Text ? to see what you can text.`,
};

/** What the sender may mean, after "Reply 1". */
const MEANT: Record<OfferedIntent, string> = {
  shifts: 'to see open shifts',
  book: 'to book a shift',
  my: 'to see your own shifts',
  drop: 'to give up a shift',
  in: 'if you are there now',
  out: 'if you have gone home',
  buddy: 'to change your buddy',
  who: 'to see who is on patrol',
  menu: 'to see what you can text',
  report: 'to report something',
  quiet: 'to report that all is quiet',
  danger: 'if somebody is in danger',
  name: 'to change your name',
  stop: 'to get no more texts',
  start: 'to get our texts again',
  leave: 'to leave the watch',
  forget: 'to have your details erased',
  join: 'to join',
  language: 'about the language',
  test: 'to test this number',
  thanks: 'to say thanks',
  late: 'if you are late',
  number: 'if you have a new number',
  away: 'if you will be away',
  followup: 'to ask about a case',
  person: 'to ask a coordinator',
  wrong: 'if it was not for us',
};

const EXPLAINED: Record<ExplainedTopic, (p: WatchFacts & { isMember: boolean }) => string> = {
  stop: (p) =>
    `Do you want no more texts from us? Reply STOP.${p.isMember ? ' To give up only a shift, text DROP.' : ''}`,
  start: () => 'You get our texts. Text SHIFTS for open patrols or ? for the menu.',
  leave: (p) =>
    p.isMember
      ? `Do you want to leave ${p.watch}? FORGET ME erases your details and gives up your shifts. STOP ends only our texts. DROP gives up one shift.`
      : `Do you want to leave ${p.watch}? FORGET ME erases your details. STOP ends only our texts.`,
  severities: (p) =>
    `0: all is fine. 1: something looks wrong. 2: a crime, a fire or somebody hurt, and we text all coordinators. We can't phone the police for you: ${emergencyNumbers(p)}.`,
  noneSuits: () => 'OK, none of these. Text MORE for other shifts, SHIFTS and a day (SHIFTS SUN), or MY for yours.',
  language: () =>
    'Text us in English, Afrikaans, isiZulu or isiXhosa, as you like. We answer in English for now. Text ? for the menu.',
  test: (p) =>
    `It works: we got your text. SOS tells every coordinator at once, so use it only in danger. Phone ${p.emergency} first.`,
};

/** What became of the question, after "OK, " or "so ". */
const LEFT: Record<NamedQuestion, string> = {
  action: 'nothing is changed',
  intent: 'nothing is changed',
  buddy: 'nothing is booked',
  drop: 'you keep your shift',
  severity: 'your report is not filed',
  adding: 'your report stays filed as it is',
  media: 'what you sent was not added to a case',
  shift: 'please text IN or OUT again',
  presence: 'please text IN again if you were there',
  removal: 'nobody is removed',
  refusal: 'nobody is refused',
  forgetting: 'nothing is erased',
};

/** Otherwise the voice says "ten thousand one hundred and eleven" for 10111. */
function digitByDigit(number: string): string {
  return number.replace(/\d(?=\d)/g, '$& ');
}
