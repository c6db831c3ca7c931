/** A body that was checked against its schema and written as JSON before. It is sent as it is. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
