/** Erases files at the provider. Does not throw because of the provider or the network. */
export interface MediaRemover {
  /** `gone`: the provider has no copy. `later`: it did not answer, or did not erase the file. */
  remove(url: string): Promise<'gone' | 'later'>;
}

/** For the mock sender: there is no provider and no copy. */
export const noProvider: MediaRemover = { remove: async () => 'gone' };
