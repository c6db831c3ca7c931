import type { Transaction } from '#src/db/connect.ts';

/** Columns that erase the places and the links to files of additions. The words of a place are its name and address. */
export function withoutPlaces(trx: Transaction) {
  const body = trx.raw("case when kind = 'place' then null else body end");
  return { body, latitude: null, longitude: null, mediaUrl: null };
}
