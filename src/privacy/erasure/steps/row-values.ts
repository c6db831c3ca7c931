/** SQLite stores instants as milliseconds. */
export function timeOf(value: unknown): number {
  return new Date(value as Date | number).getTime();
}
