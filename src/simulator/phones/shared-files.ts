import { LRUCache } from 'lru-cache';
import { randomIds } from '#src/platform/ids.ts';

export interface SharedFile {
  content: Buffer;
  contentType: string;
}

/** The files of texts that the service has not fetched yet. The provider would keep them. */
export interface SharedFiles {
  /** Returns a token that nobody can guess. */
  share(file: SharedFile): string;
  find(token: string): SharedFile | undefined;
}

/** The file of one text may be as large as the provider lets it be. */
export const LARGEST_FILE_BYTES = 5_000_000;
const MOST_FILES = 100;
const MOST_BYTES = 40_000_000;

/** In memory. The oldest files are dropped first. */
export function createSharedFiles(): SharedFiles {
  const files = new LRUCache<string, SharedFile>({
    max: MOST_FILES,
    maxSize: MOST_BYTES,
    sizeCalculation: ({ content }) => content.length + 1,
  });
  return {
    share: (file) => {
      const token = randomIds.token();
      files.set(token, file);
      return token;
    },
    find: (token) => files.get(token),
  };
}
