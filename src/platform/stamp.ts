/** `20261125T193000Z`, for file names that sort by time. */
export function stampOf(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d+/g, '');
}
