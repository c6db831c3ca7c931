import type { DialogueTexts } from '#src/texts/subjects/dialogue-texts.ts';
import { danger, listOr } from './phrases.ts';

export const dialogue: DialogueTexts = {
  menu: (p) =>
    `SHIFTS: open patrols. MY: your shifts. IN, OUT: on patrol. REPORT: what you see. DROP: give up a shift. WHO: who is out. SOS: danger. Phone ${p.emergency} first.`,
  menuForCoordinators: (p) =>
    `SHIFTS, MY, IN, OUT, REPORT, DROP, BUDDY, WHO (and a day). Cases: ACK 142, SHOW 142. People: ADMIT, REFUSE or REMOVE and a ref. SOS: danger. Phone ${p.emergency} first.`,
  notUnderstood: (p) => `Sorry, we did not get that. Text SHIFTS, MY, REPORT or ? for all words. ${danger(p)}`,
  perhaps: (p) => `We still don't get it. Did you mean ${listOr(p.verbs)}? Text that word alone. ${danger(p)}`,
  goodbye: () => 'A pleasure. Stay safe.',
  nothingOpenHere: (p) => `There is nothing to say yes or no to now. ? shows what you can text. ${danger(p)}`,
  nothingToLeave: () => 'You are at the start. SHIFTS shows open patrols, ? all words.',
  left: (p) => `Left: ${p.what}. SHIFTS shows open patrols, ? all words.`,
  answerYesOrNo: (p) => `Please reply Y or N. BACK leaves it as it is. ${danger(p)}`,
  answerYesOrNoPlainly: (p) => `One letter is enough: Y for yes, N for no. BACK leaves it as it is. ${danger(p)}`,
  askWhichAgain: (p) => `Please reply a number of the list, or the ref of the shift. BACK leaves it. ${danger(p)}`,
  askWhichPlainly: (p) =>
    `We need the number before the shift, or its ref. MY shows your shifts, BACK leaves it. ${danger(p)}`,
  coordinatorsOnly: (p) => `${p.verb} is for coordinators. ? shows what you can text.`,
  leftForReport: (p) => `Left: ${p.what}.`,
  droppedWhat: (p) => `Too long ago, so we left it: ${p.what}.`,
  changedMeanwhile: (p) => `Our service was changed meanwhile, so we left it: ${p.what}. Please begin again.`,
  questions: () => ({
    buddy: 'the booking you began',
    drop: 'giving up a shift (it stays yours)',
    severity: 'the report you began',
    adding: 'the report (it stays filed)',
    media: 'what you sent',
    shift: 'which shift you meant (IN or OUT asks again)',
    presence: 'whether you were there (IN asks again)',
    removal: 'the removal you began',
    forgetting: 'erasing what we have of you (nothing is erased)',
  }),
};
