import { type Database, isPostgres } from '#src/db/connect.ts';
import type { Row } from '#src/privacy/erasure/words/rewrite.ts';

/** The id of the text that caused a message, from its idempotency key `inbox:<id>:…`. Undefined if no text did. */
export function causeOf({ idempotencyKey }: Row): number | undefined {
  const [, id] = /^inbox:(\d+)/.exec(String(idempotencyKey)) ?? [];
  return id === undefined ? undefined : Number(id);
}

/** The same as an expression of a query on the outbox. */
export function causingText(db: Database): string {
  const key = 'outbox.idempotency_key';
  return isPostgres(db)
    ? `case when ${key} ~ '^inbox:[0-9]' then cast(substring(${key} from '^inbox:([0-9]+)') as bigint) end`
    : `cast(substr(${key}, 7) as integer)`;
}
