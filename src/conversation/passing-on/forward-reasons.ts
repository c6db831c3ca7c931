import { UNREAD_REASONS } from '#src/messaging/inbox/texts-to-review.ts';
import type { ForwardReason } from '#src/texts/subjects/passing-on-texts.ts';

/** As the text to review says it. */
export const REASONS: Record<ForwardReason, string> = {
  ...UNREAD_REASONS,
  help: 'asked for help',
  likely: 'may be in danger',
  danger: 'may be in danger',
  report: 'left a report',
  outside: 'reported, and is not a member',
  name: 'has corrected a name',
  late: 'is late',
  person: 'asks for a person',
  followup: 'asks what came of it',
  away: 'is away',
  number: 'is about a number',
  wrong: 'may be a wrong number',
  buddy: 'is about a buddy',
};

/**
 * The most texts of one phone that are forwarded in ten minutes, because each costs one message per coordinator. Danger
 * has no limit: it raises an alarm, or comes here as `danger` if that failed.
 */
export const MOST_PASSED_ON: Record<ForwardReason, number> = {
  ...{ unread: 10, begun: 10, help: 30, report: 30, outside: 30, name: 10 },
  ...{ late: 10, person: 10, followup: 10, away: 10, number: 10, wrong: 10, buddy: 10 },
  likely: Number.POSITIVE_INFINITY,
  danger: Number.POSITIVE_INFINITY,
};
/** These are forwarded again if they are repeated, because the sender still waits for help. */
export const ALWAYS_ANEW: ReadonlySet<ForwardReason> = new Set<ForwardReason>([
  'help',
  'likely',
  'danger',
  'report',
  'outside',
]);
/** The words of one person that are gathered. All others leave at once. */
export const GATHERED: ReadonlySet<ForwardReason> = new Set<ForwardReason>([
  ...(['unread', 'begun', 'name'] as const),
  ...(['late', 'person', 'followup', 'away', 'number', 'wrong', 'buddy'] as const),
]);
/** What a coordinator writes by mistake is not for the others, unless the coordinator is on patrol. */
export const NOT_OF_COORDINATORS: ReadonlySet<ForwardReason> = new Set<ForwardReason>([
  ...(['unread', 'late', 'person', 'followup', 'away', 'number', 'wrong', 'buddy'] as const),
]);

/** The reasons for which a text to review may have been forwarded. */
export function whysOf(reviewReason: string | null): ForwardReason[] {
  if (reviewReason === HANDLING_FAILED) return ['unread', 'danger'];
  return (Object.keys(REASONS) as ForwardReason[]).filter((why) => REASONS[why] === reviewReason);
}

/** Why a text is reviewed whose every attempt failed. */
export const HANDLING_FAILED = 'handling failed';
