import { quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import type { Texts } from '#src/texts/texts.ts';
import { isReason } from '#src/volunteers/people/given-words.ts';

/** Builds a text that quotes the sender's words, if there are any and others may get them. */
export function withQuotedWords(words: string, texts: Texts, build: (said: string) => string): string {
  return quoteToFit((cut) => build(cut ? texts.said({ words: cut }) : ''), isReason(words) ? words : '');
}
