/** Whether the watch serves this number (E.164). Texts to any other number may cost many times as much. */
export function isServed(phone: string, codePrefixes: readonly string[]): boolean {
  return codePrefixes.some((prefix) => phone.startsWith(prefix));
}
