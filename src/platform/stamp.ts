/** `20261125T193000Z`: for the names of files, in the order of time. */
export function stampOf(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d+/g, '');
}
