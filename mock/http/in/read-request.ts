import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import express from 'express';
import type { HeaderFields, RequestBody } from '../../request.ts';
import { parseBody } from './parse-body.ts';
import { readPlainBody } from './read-plain-body.ts';

/** A body, parsed, with its bytes after decompression. */
export interface ReadBody {
  readonly body: RequestBody;
  /** `undefined`: the request has no body, or it could not be read. */
  readonly bytes: Buffer | undefined;
}

/** Reads the body of a request, up to a limit. */
export type ReadRequestBody = (request: Request, response: Response, headers: HeaderFields) => Promise<ReadBody>;

/**
 * Creates a reader of bodies of any media type.
 *
 * @param limitBytes After decompression, so that a small body cannot grow beyond the limit. A larger body is refused with 413, or with
 *   the status that the contract declares.
 */
export const createReadBody = (limitBytes: number): ReadRequestBody => {
  const readCompressed = createReadCompressed(limitBytes);
  return async (request, response, headers) => {
    if (!hasBody(headers)) return NO_BODY;
    const read = isCompressed(headers)
      ? await readCompressed(request, response)
      : (parsedBefore(request) ?? (await readPlainBody(request, limitBytes)));
    if (!(read instanceof Uint8Array)) return { body: problemFrom(read, limitBytes), bytes: undefined };
    const parsed = parseBody(read, headers.get('content-type') ?? []);
    return { body: parsed instanceof Promise ? await parsed : parsed, bytes: read };
  };
};

const NO_BODY: ReadBody = { body: { kind: 'none' }, bytes: undefined };

/** RFC 9112, section 6: a request has a body if one of these header fields says so. */
const hasBody = (headers: HeaderFields): boolean => headers.has('content-length') || headers.has('transfer-encoding');

const isCompressed = (headers: HeaderFields): boolean =>
  headers.get('content-encoding')?.some((value) => value.toLowerCase() !== 'identity') ?? false;

/** If the sandbox is mounted in another app, a parser of that app may have read the body first. */
const parsedBefore = (request: Request): Buffer | undefined => {
  const body: unknown = request.body;
  if (body === undefined) return request.readableEnded ? Buffer.alloc(0) : undefined;
  return Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

/** Express's own reader: it decompresses gzip, deflate and Brotli. */
const createReadCompressed = (
  limit: number,
): ((request: Request, response: Response) => Promise<Buffer | BodyError>) => {
  const read = express.raw({ type: () => true, limit, inflate: true });
  return (request, response) =>
    new Promise((resolve, reject) => {
      read(request, response, (error?: unknown) => {
        if (error === undefined) resolve(parsedBefore(request) ?? Buffer.alloc(0));
        else if (isBodyError(error)) resolve(error);
        else reject(error);
      });
    });
};

/** Why a body could not be read, as `http-errors` words it. An error has a type unless decompression failed. */
interface BodyError {
  readonly message: string;
  readonly type?: string;
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
