/** The path as it may be logged: what a calendar is read by is a secret. */
export function pathForLog(path: string): string {
  return path.replace(/^\/calendar\/.*/, '/calendar/•••');
}

/** What a query holds is the caller's to choose, but for the id that we put into a callback's address ourselves. */
export function urlForLog(url: string): string {
  return url.replace(/(?<=[?&])(?!outbox=\d+(?:&|$))([a-z]+=|)[^&]*/gi, '$1•••');
}
