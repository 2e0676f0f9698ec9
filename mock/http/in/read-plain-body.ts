import type { IncomingMessage } from 'node:http';

/** Why a body could not be read; the types are those of Express's reader. */
export interface PlainBodyError {
  readonly type: 'entity.too.large' | 'request.aborted';
  readonly message: string;
}

/**
 * Reads a body that is not compressed. Express's reader takes as long for it as the rest of the request.
 *
 * A body over the limit is read to its end and dropped, so that the client receives the refusal instead of a broken connection.
 */
export const readPlainBody = (request: IncomingMessage, limitBytes: number): Promise<Buffer | PlainBodyError> =>
  new Promise((resolve) => {
    // In an app with middleware of its own, the connection may have been lost before: no event follows.
    if (request.destroyed) return resolve(ABORTED);
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.once('end', () => resolve(size > limitBytes ? TOO_LARGE : joined(chunks)));
    request.once('error', () => resolve(ABORTED));
    request.once('close', () => resolve(ABORTED));
  });

const joined = (chunks: readonly Buffer[]): Buffer => {
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
};

const TOO_LARGE: PlainBodyError = { type: 'entity.too.large', message: 'request entity too large' };
const ABORTED: PlainBodyError = { type: 'request.aborted', message: 'request aborted' };
