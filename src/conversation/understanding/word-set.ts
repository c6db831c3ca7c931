/** `wordSet('one two')`: the words of a list that is easy to read and to extend. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter(Boolean));
}
