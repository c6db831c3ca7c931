import type { Database } from '#src/db/connect.ts';

/**
 * The same database over the same connections, with tables and columns named as in the database. For migrations, and for
 * code that treats every table alike.
 */
export function withoutNameMapping(db: Database): Database {
  const plain = db.withUserParams({ ...db.userParams });
  Object.assign(plain.client.config, { wrapIdentifier: undefined, postProcessResponse: undefined });
  return plain;
}
