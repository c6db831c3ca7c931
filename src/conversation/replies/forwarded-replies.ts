import type { ForwardResult } from '#src/conversation/forward-text.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import type { PersonIntent } from '#src/texts/subjects/passing-on-texts.ts';
import type { Texts } from '#src/texts/texts.ts';

/** The reply to a text that we could not read. It says no more than is true about where the words went. */
export function forwardedReply(
  texts: Texts,
  settings: WatchSettings,
  { told, isCut, isOnlyKept, isOwn }: ForwardResult,
): string {
  const facts = watchFactsOf(settings);
  if (isOwn) return texts.notForOthers(facts);
  if (isOnlyKept) return texts.onlyKept(facts);
  return told > 0 ? texts.passedToPerson({ ...facts, isCut }) : texts.nobodyToPassTo(facts);
}

/** The reply to a text that only a person can answer. */
export function forPersonReply(
  texts: Texts,
  settings: WatchSettings,
  {
    told,
    isCut,
    isOnlyKept,
    isOwn,
    morning,
    intent,
    isMember,
  }: ForwardResult & { intent: PersonIntent; isMember: boolean },
): string {
  const facts = watchFactsOf(settings);
  if (isOwn) return texts.notForOthers(facts);
  if (isOnlyKept) return texts.onlyKept(facts);
  if (told > 0 && morning) {
    const time = { instant: morning, zone: settings.zone };
    return texts.forMorning({ ...facts, isCut, intent, isMember, time });
  }
  return told > 0 ? texts.forPerson({ ...facts, isCut, intent, isMember }) : texts.forNobody(facts);
}

/** The reply to a text that asks for help. */
export function helpReply(texts: Texts, settings: WatchSettings, { told, isCut, isOnlyKept }: ForwardResult): string {
  const facts = watchFactsOf(settings);
  if (isOnlyKept) return texts.onlyKept(facts);
  return told > 0 ? texts.helpPassed({ ...facts, isCut }) : texts.helpUnpassed(facts);
}
