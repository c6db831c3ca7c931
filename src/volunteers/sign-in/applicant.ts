import type { Transaction } from '#src/db/connect.ts';
import { lockName } from '#src/db/locking.ts';

/** `askedFrom` is the network address. Wrong codes of one address do not block other addresses. */
export interface Applicant {
  phone: string;
  askedFrom: string;
}

/** One request at a time for this phone. Otherwise concurrent requests would not see each other's codes and tries. */
export async function lockApplicant(trx: Transaction, { phone }: Applicant): Promise<void> {
  await lockName(trx, 'signIn', phone);
}

/** One code of the API at a time, so that they are counted exactly. Taken after `lockApplicant`. */
export async function lockCodeCount(trx: Transaction): Promise<void> {
  await lockName(trx, 'codeCount', 'all');
}
