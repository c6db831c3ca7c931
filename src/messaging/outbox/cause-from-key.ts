/** What may cause a message: a text, a request of the API, a command, an announcement, or the outcome of another message. */
const CAUSE = /(?:^|:)((?:inbox|api|command|broadcast|outbox):[^:]+)/;

/**
 * Reads the cause of a message from its idempotency key: `inbox:12` for every message that text 12 caused. All its log
 * lines carry this id. A message without such a cause has an id of its own, such as `reminder_2h:7`.
 */
export function causeFromKey(idempotencyKey: string): string {
  return CAUSE.exec(idempotencyKey)?.[1] ?? idempotencyKey.split(':').slice(0, 2).join(':');
}
