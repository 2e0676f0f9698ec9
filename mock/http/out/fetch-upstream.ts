import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { isUtf8 } from 'node:buffer';
import { isJson, mediaTypeOf } from '../../contract/operations/operation.ts';
import type { HeaderFields, RequestBody } from '../../request.ts';
import { endToEnd } from '../../upstream/end-to-end.ts';
import type { UpstreamAnswer, UpstreamBody, UpstreamRequest } from '../../upstream/upstream.ts';
import { parseBody } from '../in/parse-body.ts';
import { headersOf } from '../in/read-request.ts';

export interface Fetched {
  readonly answer: UpstreamAnswer;
  /** The body as received, decompressed. */
  readonly bytes: Buffer;
}

/**
 * Sends a request to the upstream. A failure is returned as an answer, too; redirects are not followed.
 *
 * Uses `node:http`, since `fetch` adds header fields, and forbids bodies with GET.
 *
 * @param shutdown Aborts the request.
 */
export const fetchUpstream = async (
  request: UpstreamRequest,
  body: Buffer | undefined,
  shutdown: AbortSignal,
): Promise<Fetched> => {
  const { timeoutMs, bodyLimitBytes } = request.limits;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await send(request, body, AbortSignal.any([timeout, shutdown]));
    const compressed = await readWhole(response, bodyLimitBytes);
    const headers = endToEnd(headersOf(response));
    const bytes = await decompress(compressed, headers.get('content-encoding') ?? [], bodyLimitBytes);
    // Node's type leaves the status open, since requests have none; a response has one.
    const status = response.statusCode as number;
    const read = await bodyFrom(bytes, headers.get('content-type') ?? []);
    return { answer: { kind: 'reply', status, headers: ofContent(headers), body: read }, bytes };
  } catch (error) {
    return { answer: failureOf(error as Error, request, timeout, shutdown), bytes: EMPTY };
  }
};

const EMPTY = Buffer.alloc(0);

const send = (
  { method, url, headers }: UpstreamRequest,
  body: Buffer | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const fields = [...headers, ...lengthOf(body)];
    const names = new Set(fields.map(([name]) => name));
    const start = url.startsWith('https:') ? httpsRequest : httpRequest;
    // Each request has a connection of its own: the server may just have closed one that was kept alive.
    const request = start(url, { method, signal, agent: false });
    for (const name of names)
      request.setHeader(
        name,
        fields.filter(([other]) => other === name).map(([, value]) => value),
      );
    request.once('response', resolve);
    request.once('error', reject);
    request.end(body);
  });

/** Also sent with GET and DELETE: Node would omit it, and the server would read the body as the next request. */
const lengthOf = (body: Buffer | undefined): UpstreamRequest['headers'] =>
  body === undefined ? [] : [['content-length', String(body.length)]];

const readWhole = async (response: IncomingMessage, limitBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** The reply cannot be passed on. */
class UnreadableError extends Error {}

const tooLarge = (limitBytes: number): UnreadableError =>
  new UnreadableError(
    `sent more than ${limitBytes} bytes. Request less, or raise upstream.bodyLimitBytes in the settings`,
  );

type Decompress = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const DECOMPRESSORS: ReadonlyMap<string, Decompress> = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
] as [string, Decompress][]);

/** Codings are listed in the order in which they were applied (RFC 9110, section 8.4). */
const decompress = async (compressed: Buffer, encodings: readonly string[], limitBytes: number): Promise<Buffer> => {
  const codings = encodings.flatMap((value) => value.split(',')).map((coding) => coding.trim().toLowerCase());
  let bytes = compressed;
  for (const coding of codings.toReversed()) {
    if (coding === 'identity' || coding === '' || bytes.length === 0) continue;
    const decompressOne = DECOMPRESSORS.get(coding);
    if (decompressOne === undefined)
      throw new UnreadableError(`compressed its body as ${coding}, which the request did not accept`);
    try {
      bytes = await decompressOne(bytes, { maxOutputLength: limitBytes });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limitBytes);
      throw new UnreadableError(`sent a body that is not valid ${coding}: ${(error as Error).message}`);
    }
  }
  return bytes;
};

/** Without length and coding, which describe the bytes before decompression. */
const ofContent = (headers: HeaderFields): HeaderFields =>
  new Map([...headers].filter(([name]) => name !== 'content-length' && name !== 'content-encoding'));

const bodyFrom = async (bytes: Buffer, contentTypes: readonly string[]): Promise<UpstreamBody> => {
  const size = { bytes: bytes.length };
  if (bytes.length === 0) return { kind: 'none' };
  const type = mediaTypeOf(contentTypes[0] ?? '');
  if (!isJson(type))
    return TEXT.test(type) && isUtf8(bytes)
      ? { kind: 'value', value: bytes.toString('utf8'), ...size }
      : { kind: 'opaque', ...size };
  const body = await parseBody(bytes, contentTypes);
  if (body.kind === 'json') return { kind: 'value', value: body.value, ...size };
  const { detail } = body as Extract<RequestBody, { kind: 'unreadable' }>;
  return { kind: 'unreadable', detail, ...size };
};

const TEXT = /^text\/|[/+]xml$|^application\/(?:javascript|x-www-form-urlencoded|yaml)$/;

const failureOf = (
  error: Error & { readonly code?: string },
  { url, limits: { timeoutMs } }: UpstreamRequest,
  timeout: AbortSignal,
  shutdown: AbortSignal,
): UpstreamAnswer => {
  const server = `The upstream ${new URL(url).origin}`;
  const failed = (why: 'unreachable' | 'timed_out' | 'unreadable', what: string): UpstreamAnswer => ({
    kind: 'failed',
    why,
    detail: `${server} ${what}.`,
  });
  if (error instanceof UnreadableError) return failed('unreadable', error.message);
  if (timeout.aborted) return failed('timed_out', `did not answer within ${timeoutMs / 1000} s. ${REMEDY_TIMEOUT}`);
  if (shutdown.aborted) return failed('unreachable', 'did not answer before the sandbox stopped. Retry');
  // If a name has several addresses, Node's error for all of them has no message.
  const reason = error.message || String(error.code);
  return UNTRUSTED.test(String(error.code))
    ? failed('unreachable', `is not trusted (${reason}). ${REMEDY_UNTRUSTED}`)
    : failed('unreachable', `cannot be reached, or closed the connection (${reason}). ${REMEDY}`);
};

/** Node's error codes for certificate problems. */
const UNTRUSTED = /CERT|UNABLE_TO_VERIFY|^HOSTNAME_MISMATCH$/;

const REMEDY_UNTRUSTED =
  'Set NODE_EXTRA_CA_CERTS to the certificate of its authority when you start the sandbox, or correct --upstream';

const REMEDY = 'Start it, or correct --upstream';

const REMEDY_TIMEOUT = 'Check that it is healthy, or raise upstream.timeoutSeconds in the settings';
