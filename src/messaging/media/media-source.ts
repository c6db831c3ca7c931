/** What came of one attempt to fetch a file. `reason` never holds an address: some carry a secret. */
export type MediaOutcome =
  | { outcome: 'fetched'; content: Buffer }
  /** The provider has nothing there: not yet, or not any more. */
  | { outcome: 'absent'; code: string; reason: string }
  /** Never works for this file. */
  | { outcome: 'failed'; code: string; reason: string }
  /** May work later. */
  | { outcome: 'retry'; code: string; reason: string }
  /** Nothing can be fetched at all: the account or the token is wrong. */
  | { outcome: 'sourceBroken'; code: string; reason: string }
  | { outcome: 'stopped' };

/** Where the files of texts come from. */
export interface MediaSource {
  /** Throws for nothing that the provider or the network does. Once the signal comes it ends at once, as `stopped`. */
  fetch(address: string, signal: AbortSignal): Promise<MediaOutcome>;
}
