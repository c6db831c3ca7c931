const RANK = { queued: 1, sending: 2, sent: 3, delivered: 4, undelivered: 4, failed: 4, read: 5 } as const;

export type DeliveryStatus = keyof typeof RANK;

export function isDeliveryStatus(word: string): word is DeliveryStatus {
  return Object.hasOwn(RANK, word);
}

/** Status callbacks come twice and in any order, so the status only moves forward. Of two equal ranks the first stays. */
export function laterStatus(current: DeliveryStatus | undefined, incoming: DeliveryStatus): DeliveryStatus {
  return current && RANK[current] >= RANK[incoming] ? current : incoming;
}
