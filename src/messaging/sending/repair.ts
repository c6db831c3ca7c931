import type { Delivery } from './delivery.ts';
import { lookUpUnknown } from './look-up-unknown.ts';
import { recoverExpired } from './recover-expired.ts';

/** Handles expired leases and unclear outcomes. Returns how many messages may be due again. */
export async function repair(delivery: Delivery): Promise<number> {
  const { db, clock, delays } = delivery;
  return (await recoverExpired(db, clock, delays)) + (await lookUpUnknown(delivery));
}
