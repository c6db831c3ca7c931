/** An instant as JSON writes it. SQLite returns instants as numbers. */
export function toIso(instant: Date | number): string {
  return new Date(instant).toISOString();
}

export function toIsoOrNull(instant: Date | number | null | undefined): string | null {
  return instant == null ? null : toIso(instant);
}
