import type { OutboxTools } from '#src/messaging/outbox/enqueue.ts';
import type { Ids } from '#src/platform/ids.ts';

/** What every verb may know of the watch that it works for. One database is one watch. */
export interface WatchSettings extends OutboxTools {
  /** When the words came that are being handled, if that was long ago. */
  saidAt?: Date;
  ids: Ids;
  name: string;
  zone: string;
  /** Two letters: how national numbers are read and written. */
  region: string;
  emergencyNumber: string;
  joinPolicy: 'open' | 'approval';
  /** E.164 */
  coordinatorPhones: readonly string[];
  /** How the numbers begin that the API may have codes texted to. */
  codePrefixes: readonly string[];
  /** Durations in milliseconds. */
  codeLifetime: number;
  dialogueLifetime: number;
  listLifetime: number;
  additionsWindow: number;
  tokenLifetime: number;
  /** A number that was not seen for so long must be proved again. */
  proveAgainAfter: number;
  reminders: { first: number; second: number };
}

/** The two facts that many texts name. */
export function watchFactsOf(settings: Pick<WatchSettings, 'name' | 'emergencyNumber'>): {
  watch: string;
  emergency: string;
} {
  return { watch: settings.name, emergency: settings.emergencyNumber };
}
