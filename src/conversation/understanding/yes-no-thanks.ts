import { simplifyText } from './simplify-text.ts';

export type YesNoThanks = 'YES' | 'NO' | 'THANKS';

const YES = /^(?:y|yes|yess+|yebo|ja|ok|okay|okey|k|yep|yup|yeah|ya|sure|👍+)(?: (?:please|pls))?$/u;
const YES_WITH_THANKS = /^(?:y|yes|yebo|ja|yep|yeah|sure),? (?:thanks|thank you|dankie)$/;
const NO = /^(?:n|no|nope|nee|cha|hayi|nah|👎+)(?:,? (?:thanks|thank you|thx|dankie|please))?$/u;
const THANKS =
  /^(?:(?:ok|okay|k|cool|great|perfect|lekker|many|much|baie),? )?(?:thanks|thank you|thank u|thankyou|thanx|thnx|thx|tx|ta|dankie|enkosi|ngiyabonga|siyabonga|🙏+)(?:,? (?<whom>\p{L}+|so much|very much|a lot|for that|you all))?$/u;
/** Words after "thanks" that are not a name but a new request. */
const NO_FAREWELL = /^(?:help|but|no|report|drop|shifts|in|out|who|book|my|buddy|menu|back)$/;

/** After a question for Y or N, a few words may follow. Not after "ok", which begins too many other sentences. */
const YES_TO_A_QUESTION = /^(?:y|yes|yebo|ja|yep|yeah|sure)[ ,.!]/;
const NO_TO_A_QUESTION = /^(?:n|no|nope|nee|cha|nah)[ ,.!]/;
const SECOND_THOUGHTS = /\b(?:but|not|don'?t|wait|no|yes|never|maybe|\d+)\b/;

/** The whole text as a yes, a no or thanks. "Thanks" is never a yes, and neither is "ok thanks". */
export function readYesNoThanks(text: string): YesNoThanks | undefined {
  const typed = simplifyText(text);
  if (YES.test(typed) || YES_WITH_THANKS.test(typed)) return 'YES';
  if (NO.test(typed)) return 'NO';
  const thanks = THANKS.exec(typed);
  return thanks && !NO_FAREWELL.test(thanks.groups?.whom ?? '') ? 'THANKS' : undefined;
}

/** "yes drop it" or "no keep it", after a question for Y or N. */
export function readYesOrNo(text: string): 'YES' | 'NO' | undefined {
  const typed = simplifyText(text);
  const words = typed.split(' ');
  if (words.length > 4 || SECOND_THOUGHTS.test(words.slice(1).join(' '))) return undefined;
  if (YES_TO_A_QUESTION.test(typed)) return 'YES';
  return NO_TO_A_QUESTION.test(typed) ? 'NO' : undefined;
}
