const END_OF_HEAD = '\r\n\r\n';
/** Our answers are JSON, in which no line break stands by itself: these bytes are in no chunk. */
const END_OF_CHUNKS = '\r\n0\r\n\r\n';
/** Of an answer that should not have come. */
const SHOWN = 500;

/** Finds where an HTTP answer ends, by its Content-Length or its last chunk. Throws if the answer is not a success. */
export class AnswerReader {
  #head = '';
  /** Of the body. Undefined until the head is complete. */
  #missing: number | undefined;
  #isChunked = false;
  /** The last bytes of a chunked body. */
  #tail = '';

  /** True if the answer is complete. */
  read(data: Buffer): boolean {
    let rest = data;
    if (this.#missing === undefined) {
      const before = this.#head.length;
      this.#head += data.toString('latin1');
      const end = this.#head.indexOf(END_OF_HEAD);
      if (end === -1) return false;
      this.#readHead(this.#head.slice(0, end));
      rest = data.subarray(end + END_OF_HEAD.length - before);
      this.#head = '';
    }
    const isComplete = this.#isChunked ? this.#endsChunks(rest) : this.#countDown(rest.length);
    if (isComplete) this.#missing = undefined;
    return isComplete;
  }

  #readHead(head: string): void {
    this.#isChunked = /transfer-encoding: chunked/i.test(head);
    const length = /content-length: (\d+)/i.exec(head)?.[1] ?? (this.#isChunked ? '0' : undefined);
    if (!/^HTTP\/1\.1 2/.test(head) || length === undefined) {
      throw new Error(`unexpected answer: ${this.#head.slice(0, SHOWN)}`);
    }
    this.#missing = Number(length);
    this.#tail = '';
  }

  #countDown(bytes: number): boolean {
    this.#missing = (this.#missing ?? 0) - bytes;
    return this.#missing <= 0;
  }

  #endsChunks(data: Buffer): boolean {
    const last = data.subarray(-END_OF_CHUNKS.length).toString('latin1');
    this.#tail = (this.#tail + last).slice(-END_OF_CHUNKS.length);
    return this.#tail === END_OF_CHUNKS;
  }
}
