import { type Finding, ok, warn } from './finding.ts';

/** `overLimit`: the files of the last day that were not fetched, because a limit was reached. */
export function checkMedia({ overLimit }: { overLimit: number }): Finding {
  if (overLimit === 0) return ok('photos and voice notes: no limit was reached in the last day');
  return warn(
    `photos and voice notes: ${overLimit} of the last day were not fetched, because a limit was reached`,
    'See who sent them (`unfetched` in the API). If the watch needs more, raise MEDIA_MEGABYTES_PER_DAY',
  );
}
