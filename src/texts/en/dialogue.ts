import type { DialogueTexts, NamedQuestion } from '#src/texts/subjects/dialogue-texts.ts';
import { danger, emergencyNumbers, listOr } from './phrases.ts';

export const dialogue: DialogueTexts = {
  menu: (p) =>
    `SHIFTS: open patrols. MY: yours. IN, OUT: patrol. REPORT: what you see. DROP: give up. WHO: who is out. Danger: phone ${emergencyNumbers(p)}, then SOS.`,
  menuForCoordinators: (p) =>
    `SHIFTS, MY, IN, OUT, REPORT, DROP, BUDDY, WHO sat. Cases: ACK 142, SHOW 142. People: ADMIT, REFUSE, REMOVE N3. SOS: danger. Phone ${emergencyNumbers(p)} first.`,
  notUnderstood: (p) => `Sorry, we don't understand. Text SHIFTS, MY, REPORT or ? for the menu. ${danger(p)}`,
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
  answerYesOrNo: (p) => `Please reply Y or N. Text BACK to leave it as it is. ${danger(p)}`,
  answerYesOrNoPlainly: (p) =>
    `One letter is enough: Y for yes, N for no. Text BACK to leave it as it is. ${danger(p)}`,
  askWhichAgain: (p) => `Please reply with a number from the list, or a ref. Text BACK to cancel. ${danger(p)}`,
  askWhichPlainly: (p) =>
    `We need the number in front of your shift, or its ref. Text MY for your shifts or BACK to cancel. ${danger(p)}`,
  coordinatorsOnly: (p) => `${p.command} is for coordinators. Text ? to see what you can text.`,
};

/** What became of the question, after "OK, " or "so ". */
const LEFT: Record<NamedQuestion, string> = {
  buddy: 'nothing is booked',
  drop: 'you keep your shift',
  severity: 'your report is not filed',
  adding: 'your report stays filed as it is',
  media: 'what you sent was not added to a case',
  shift: 'please text IN or OUT again',
  presence: 'please text IN again if you were there',
  removal: 'nobody is removed',
  forgetting: 'nothing is erased',
};

/** Otherwise the voice says "ten thousand one hundred and eleven" for 10111. */
function digitByDigit(number: string): string {
  return number.replace(/\d(?=\d)/g, '$& ');
}
