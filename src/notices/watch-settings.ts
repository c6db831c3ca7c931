import type { OutboxTools } from '#src/messaging/outbox/enqueue.ts';
import type { Ids } from '#src/platform/ids.ts';
import type { WatchFacts } from '#src/texts/facts.ts';
import type { Texts } from '#src/texts/texts.ts';
import type { CodesAnHour } from '#src/volunteers/sign-in/code-limits.ts';
import type { Originator } from './limit/originator.ts';

/** What actions and notices need to know about the watch. One database is one watch. */
export interface WatchSettings extends OutboxTools {
  /** Whose text or request we handle. Undefined: the notices are nobody's, such as those of a timer or of the operator. */
  originator?: Originator;
  /** Set while we handle a text that waited a long time: when it came. */
  saidAt?: Date;
  ids: Ids;
  /** The texts in a person's language, or in that of the watch. */
  textsFor: (language: string | undefined) => Texts;
  name: string;
  zone: string;
  /** Two letters: how national numbers are read and written. */
  region: string;
  emergencyNumber: string;
  /** It works without airtime. */
  emergencyFree: string;
  joinPolicy: 'open' | 'approval';
  /** E.164 */
  coordinatorPhones: readonly string[];
  /** The API sends codes only to numbers that begin with one of these. */
  codePrefixes: readonly string[];
  codesAnHour: CodesAnHour;
  /** Durations in milliseconds. */
  codeLifetime: number;
  dialogueLifetime: number;
  listLifetime: number;
  additionsWindow: number;
  tokenLifetime: number;
  /** A number that was silent for this long must be proved again. */
  proveAgainAfter: number;
  reminders: { first: number; second: number };
}

export function watchFactsOf({
  name,
  emergencyNumber,
  emergencyFree,
}: Pick<WatchSettings, 'name' | 'emergencyNumber' | 'emergencyFree'>): WatchFacts {
  return { watch: name, emergency: emergencyNumber, emergencyFree };
}
