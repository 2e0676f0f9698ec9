import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import express from 'express';
import type { HeaderFields, RequestBody } from '../../request.ts';
import { parseBody } from './parse-body.ts';

/** Reads the body of a request, up to a limit. */
export type ReadBody = (request: Request, response: Response, headers: HeaderFields) => Promise<RequestBody>;

/**
 * Creates a reader from Express's own, for any media type. It decompresses gzip, deflate and Brotli, and counts bytes after
 * decompression, so that a small body cannot grow beyond the limit.
 *
 * @param limitBytes A larger body is refused with 413, or with the status that the contract declares.
 */
export const createReadBody = (limitBytes: number): ReadBody => {
  const read = express.raw({ type: () => true, limit: limitBytes, inflate: true });
  return (request, response, headers) =>
    new Promise((resolve, reject) => {
      read(request, response, (error?: unknown) => {
        if (error === undefined) bodyIn(request.body, headers.get('content-type') ?? []).then(resolve, reject);
        else if (isBodyError(error)) resolve(problemFrom(error, limitBytes));
        else reject(error);
      });
    });
};

/** If the sandbox is mounted in another app, a parser of that app may have read the body first. */
const bodyIn = (read: unknown, contentTypes: readonly string[]): Promise<RequestBody> =>
  parseBody(bytesIn(read), contentTypes);

/** The bytes of a body that has been read, as Express keeps it on the request. */
export const bytesIn = (read: unknown): Buffer | undefined => {
  if (read === undefined || Buffer.isBuffer(read)) return read;
  return Buffer.from(typeof read === 'string' ? read : JSON.stringify(read));
};

/** An error from `http-errors`. It has a status and, unless decompression failed, a type. */
interface BodyError extends Error {
  readonly type?: string;
  readonly status: number;
}

const isBodyError = (error: unknown): error is BodyError => {
  if (!(error instanceof Error) || !('status' in error)) return false;
  return typeof error.status === 'number' && error.status < 500;
};

const problemFrom = (error: BodyError, limitBytes: number): RequestBody => {
  const bytes = 0;
  switch (error.type) {
    case 'entity.too.large': {
      const detail = `The body is larger than ${limitBytes} bytes. Send less, or raise bodyLimitBytes in the settings.`;
      return { kind: 'unreadable', fault: 'body_too_large', detail, bytes };
    }
    case 'encoding.unsupported': {
      const detail = 'The Content-Encoding is not supported. Send gzip, deflate, br, or none.';
      return { kind: 'unreadable', fault: 'unsupported_media_type', detail, bytes };
    }
    case 'request.aborted': {
      const detail = 'The client closed the connection before the body was complete.';
      return { kind: 'unreadable', fault: 'malformed_body', detail, bytes };
    }
    default: {
      const detail = `The body could not be read: ${error.message}. Send a body that matches Content-Encoding and Content-Length.`;
      return { kind: 'unreadable', fault: 'malformed_body', detail, bytes };
    }
  }
};

/** Header fields by lower-case name, each with all its values: Node's own object joins or drops repeated fields. */
export const headersOf = ({ rawHeaders }: IncomingMessage): HeaderFields => {
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const values = headers.get(name);
    if (values) values.push(value);
    else headers.set(name, [value]);
  }
  return headers;
};
