/** What other code must recognise in the texts of a language. It stands beside the texts, so that both change together. */
export interface OwnWords {
  /** An alarm or an addition to a case as a whole, as a coordinator may forward it to us. */
  alarmCopies: readonly RegExp[];
  /** What stands directly before the name of a person. A pattern. */
  beforeName: string;
  /** What stands directly behind a name that begins a sentence or a part of one. A pattern. */
  afterName: string;
}
