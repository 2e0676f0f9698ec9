/** Finds the end of an HTTP response in the bytes of a connection that has one request in flight at a time. */
export class AnswerReader {
  #text = '';

  /** The status of the response once it is complete. Latin-1 makes each byte one character, so that lengths agree. */
  read(bytes: Buffer): number | undefined {
    this.#text += bytes.toString('latin1');
    const headEnd = this.#text.indexOf('\r\n\r\n');
    if (headEnd < 0) return undefined;
    const length = CONTENT_LENGTH.exec(this.#text)?.[1];
    if (length === undefined) throw new Error(`Cannot read a response without Content-Length:\n${this.#text}`);
    if (this.#text.length < headEnd + 4 + Number(length)) return undefined;
    const status = Number(this.#text.slice(9, 12));
    if (status < 200 || status > 299) throw new Error(`Expected a success, but got:\n${this.#text}`);
    this.#text = '';
    return status;
  }
}

const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;
