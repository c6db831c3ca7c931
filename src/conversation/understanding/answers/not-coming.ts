import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { readAskAnswer } from '#src/conversation/understanding/words/read-ask-answer.ts';

/** The whole text takes back a shift that was chosen and is not booked yet. */
const TAKEN_BACK =
  /^(?:(?:oh|no|nee|sorry|please|pls|ok|actually)(?:, | |,))*(?:leave it|forget it|never ?mind|nvm|scrap that|drop it|cancel it|cancel that|don'?t book(?: it| me)?|do not book(?: it| me)?|changed my mind|i changed my mind|i don'?t want it(?: any ?more)?|not any ?more|los dit|los maar|laat staan|toemaar|yekela|yiyeke|yiyekele|suka)(?: please| pls| thanks| then| asb| sorry)*$/;

/** "Can't come anymore", "leave it": whoever chose a shift does not want it. "Sipho can't come" is about Sipho. */
export function isNotComing(text: string): boolean {
  if (TAKEN_BACK.test(simplifyText(text))) return true;
  const said = readAskAnswer(text);
  // "no P8" answers an ask
  return said?.answer === 'no' && said.ref === undefined;
}
