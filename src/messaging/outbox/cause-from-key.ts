/** What can make us text somebody: a text, a call of the API, a command, an announcement, what became of another message. */
const CAUSE = /(?:^|:)((?:inbox|api|command|broadcast|outbox):[^:]+)/;

/**
 * What a message was queued for, from its idempotency key: `inbox:12` for every message that text 12 led to. All log
 * lines of it carry this id. What nobody asked for has an id of its own, `reminder_2h:7`.
 */
export function causeFromKey(idempotencyKey: string): string {
  return CAUSE.exec(idempotencyKey)?.[1] ?? idempotencyKey.split(':').slice(0, 2).join(':');
}
