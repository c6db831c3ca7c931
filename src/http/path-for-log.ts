/** The path as it may be logged: what a calendar is read by is a secret. */
export function pathForLog(path: string): string {
  return path.replace(/^\/calendar\/.*/, '/calendar/•••');
}
