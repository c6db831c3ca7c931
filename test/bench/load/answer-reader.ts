const END_OF_HEAD = '\r\n\r\n';
/** Of an answer that should not have come. */
const SHOWN = 500;

/** Finds where an HTTP answer ends, by its Content-Length. Throws if the answer is not a success. */
export class AnswerReader {
  #head = '';
  /** Of the body. Undefined until the head is complete. */
  #missing: number | undefined;

  /** True if the answer is complete. */
  read(chunk: Buffer): boolean {
    let rest = chunk.length;
    if (this.#missing === undefined) {
      const before = this.#head.length;
      this.#head += chunk.toString('latin1');
      const end = this.#head.indexOf(END_OF_HEAD);
      if (end === -1) return false;
      const length = /content-length: (\d+)/i.exec(this.#head.slice(0, end))?.[1];
      if (!/^HTTP\/1\.1 2/.test(this.#head) || length === undefined) {
        throw new Error(`unexpected answer: ${this.#head.slice(0, SHOWN)}`);
      }
      this.#missing = Number(length);
      rest = before + chunk.length - end - END_OF_HEAD.length;
      this.#head = '';
    }
    this.#missing -= rest;
    if (this.#missing > 0) return false;
    this.#missing = undefined;
    return true;
  }
}
