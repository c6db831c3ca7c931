import type { Forwarded } from '#src/conversation/forward-text.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import type { Texts } from '#src/texts/texts.ts';

/** What we say of a text that we could not read, and no more than is true of where its words went. */
export function forwardedReply(texts: Texts, settings: WatchSettings, { told, isCut, isOnlyKept }: Forwarded): string {
  const facts = watchFactsOf(settings);
  if (isOnlyKept) return texts.onlyKept(facts);
  return told > 0 ? texts.passedToPerson({ ...facts, isCut }) : texts.nobodyToPassTo(facts);
}

/** The same of a text that asks for a person. */
export function helpReply(texts: Texts, settings: WatchSettings, { told, isCut, isOnlyKept }: Forwarded): string {
  const facts = watchFactsOf(settings);
  if (isOnlyKept) return texts.onlyKept(facts);
  return told > 0 ? texts.helpPassed({ ...facts, isCut }) : texts.helpUnpassed(facts);
}
