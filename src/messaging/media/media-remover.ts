/** How files are erased at the provider. Never throws for anything that the provider or the network does. */
export interface MediaRemover {
  /** `gone`: it has no copy (any more). `later`: it could not be asked, or did not do it. */
  remove(url: string): Promise<'gone' | 'later'>;
}

/** For a sender without a provider: there is no copy. */
export const noProvider: MediaRemover = { remove: async () => 'gone' };
