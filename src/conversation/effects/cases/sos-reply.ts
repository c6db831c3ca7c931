import type { Turn } from '#src/conversation/turn.ts';
import type { Told } from '#src/notices/notify.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';

interface AnsweredAlarm {
  /** How many coordinators get it. */
  told: Told;
  caseNumber: number;
  isHidden: boolean;
  /** Their alarm was open before. */
  isMore: boolean;
}

/** The answer to a call for help. Somebody who may be hiding gets few words, unless nobody gets the alarm. */
export function sosReply(
  { texts, settings, user }: Turn,
  { told, caseNumber, isHidden, isMore }: AnsweredAlarm,
): string {
  const watch = watchFactsOf(settings);
  if (isHidden && told !== 0) return isMore ? texts.gotMore() : texts.gotIt(watch);
  if (told === 'counted') return texts.savedOnly({ ...watch, caseNumber: user && caseNumber });
  const facts = { ...watch, told, caseNumber };
  return user ? texts.sosAnswered(facts) : texts.strangerSosAnswered(facts);
}
