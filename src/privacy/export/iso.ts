/** As JSON has instants; whichever way the database hands them out. */
export function isoOf(instant: Date | number): string {
  return new Date(instant).toISOString();
}

export function isoOrNull(instant: Date | number | null): string | null {
  return instant === null ? null : isoOf(instant);
}
