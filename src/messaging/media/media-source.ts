/** The outcome of one attempt to fetch a file. `reason` never contains an address, because some contain a secret. */
export type MediaOutcome =
  | { outcome: 'fetched'; content: Buffer }
  /** The provider does not have the file yet, or no longer has it. */
  | { outcome: 'absent'; code: string; reason: string }
  /** This file can never be fetched. */
  | { outcome: 'failed'; code: string; reason: string }
  /** A later attempt may succeed. */
  | { outcome: 'retry'; code: string; reason: string }
  /** No file can be fetched, because the account or the token is wrong. */
  | { outcome: 'sourceBroken'; code: string; reason: string }
  | { outcome: 'stopped' };

/** The source of files that come with texts. */
export interface MediaSource {
  /**
   * Does not throw because of the provider or the network. The signal ends it at once, as `stopped`. `mostBytes`: a larger file has
   * failed. 16 MB by default.
   */
  fetch(address: string, signal: AbortSignal, mostBytes?: number): Promise<MediaOutcome>;
}
