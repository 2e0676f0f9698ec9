/** Finds the end of an HTTP answer in the bytes of a connection that has one request under way at a time. */
export class AnswerReader {
  #text = '';

  /** The status of the answer, once it is whole. Latin-1, where a byte is a character, so that lengths agree. */
  read(bytes: Buffer): number | undefined {
    this.#text += bytes.toString('latin1');
    const headEnd = this.#text.indexOf('\r\n\r\n');
    if (headEnd < 0) return undefined;
    const length = CONTENT_LENGTH.exec(this.#text)?.[1];
    if (length === undefined) throw new Error(`An answer without Content-Length cannot be read here:\n${this.#text}`);
    if (this.#text.length < headEnd + 4 + Number(length)) return undefined;
    const status = Number(this.#text.slice(9, 12));
    if (status < 200 || status > 299) throw new Error(`An answer was no success:\n${this.#text}`);
    this.#text = '';
    return status;
  }
}

const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;
