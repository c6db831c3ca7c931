import { simplifyText } from './simplify-text.ts';

export type YesNoThanks = 'YES' | 'NO' | 'THANKS';

const YES = /^(?:y|yes|yess+|yebo|ja|ok|okay|okey|k|yep|yup|yeah|ya|sure|👍+)(?: (?:please|pls))?$/u;
const YES_WITH_THANKS = /^(?:y|yes|yebo|ja|yep|yeah|sure),? (?:thanks|thank you|dankie)$/;
const NO = /^(?:n|no|nope|nee|cha|hayi|nah|👎+)(?:,? (?:thanks|thank you|thx|dankie|please))?$/u;
const THANKS =
  /^(?:(?:ok|okay|k|cool|great|perfect|lekker|many|much|baie),? )?(?:thanks|thank you|thank u|thankyou|thanx|thnx|thx|tx|ta|dankie|enkosi|ngiyabonga|siyabonga|🙏+)(?:,? (?<whom>\p{L}+|so much|very much|a lot|for that|you all))?$/u;
/** What after a thanks is no name but a new matter. */
const NO_FAREWELL = /^(?:help|but|no|report|drop|shifts|in|out|who|book|my|buddy|menu|back)$/;

/** In a question for Y or N a few words may follow; not after "ok", which begins too many other sentences. */
const YES_TO_A_QUESTION = /^(?:y|yes|yebo|ja|yep|yeah|sure)[ ,.!]/;
const NO_TO_A_QUESTION = /^(?:n|no|nope|nee|cha|nah)[ ,.!]/;
const SECOND_THOUGHTS = /\b(?:but|not|don'?t|wait|no|yes|never|maybe|\d+)\b/;

/** The whole text is a yes, a no or a farewell. "Thanks" is never a yes; "ok thanks" neither. */
export function readYesNoThanks(text: string): YesNoThanks | undefined {
  const typed = simplifyText(text);
  if (YES.test(typed) || YES_WITH_THANKS.test(typed)) return 'YES';
  if (NO.test(typed)) return 'NO';
  const thanks = THANKS.exec(typed);
  return thanks && !NO_FAREWELL.test(thanks.groups?.whom ?? '') ? 'THANKS' : undefined;
}

/** As in "yes drop it" or "no keep it", where Y or N was asked for. */
export function readYesOrNo(text: string): 'YES' | 'NO' | undefined {
  const typed = simplifyText(text);
  const words = typed.split(' ');
  if (words.length > 4 || SECOND_THOUGHTS.test(words.slice(1).join(' '))) return undefined;
  if (YES_TO_A_QUESTION.test(typed)) return 'YES';
  return NO_TO_A_QUESTION.test(typed) ? 'NO' : undefined;
}
