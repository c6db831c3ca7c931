/** Removes from a text what the export may not contain: numbers of other people, and a code that is still valid. */
export type ReadWords = (text: string) => string;
