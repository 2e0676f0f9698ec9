import { isUtf8 } from 'node:buffer';
import { isJson, mediaTypeOf } from '../contract/operations.ts';
import type { RequestBody } from '../exchange.ts';

/** Deeper nesting than this makes recursive code overflow its stack; no API needs it. */
const DEEPEST = 100;

/**
 * What the bytes of a body mean. A fault is data: the stage that validates requests refuses it, behind 401 and 429.
 *
 * @param contentTypes The values of `Content-Type`, in order of arrival.
 */
export const parseBody = (bytes: Buffer | undefined, contentTypes: readonly string[]): RequestBody => {
  if (bytes === undefined || bytes.length === 0) return { kind: 'none' };
  const [contentType = ''] = contentTypes;
  const size = { bytes: bytes.length };
  if (contentTypes.length > 1)
    return { kind: 'unreadable', fault: 'unsupported_media_type', detail: REPEATED, ...size };
  const mediaType = mediaTypeOf(contentType);
  if (mediaType === '') return { kind: 'other', mediaType: undefined, ...size };
  if (!isJson(mediaType)) return { kind: 'other', mediaType, ...size };
  const charset = CHARSET.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
  if (!KNOWN_CHARSETS.has(charset)) {
    return { kind: 'unreadable', fault: 'unsupported_media_type', detail: wrongCharset(charset), ...size };
  }
  const text = decode(bytes);
  if (text === undefined) return { kind: 'unreadable', fault: 'malformed_body', detail: NOT_UTF8, ...size };
  return { ...parseJson(text, mediaType), ...size };
};

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;

/** ASCII is UTF-8, too. */
const KNOWN_CHARSETS: ReadonlySet<string> = new Set(['utf-8', 'us-ascii']);

const NOT_UTF8 = 'The body is not UTF-8. Send JSON in UTF-8.';

const REPEATED = 'Several Content-Type headers were sent. Send one.';

/** RFC 8259, section 8.1. */
const wrongCharset = (charset: string): string =>
  `The body is sent as ${charset}, and JSON is UTF-8. Send "charset=utf-8", or none.`;

/** Drops a byte order mark, as RFC 8259, section 8.1, allows. */
const decode = (bytes: Buffer): string | undefined => {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
};

const BYTE_ORDER_MARK = '\uFEFF';

const parseJson = (text: string, mediaType: string): WithoutSize<RequestBody> => {
  try {
    const value: unknown = JSON.parse(text);
    if (!isDeeperThan(value, DEEPEST)) return { kind: 'json', mediaType, value };
    return { kind: 'unreadable', fault: 'malformed_body', detail: `The body is nested deeper than ${DEEPEST} levels.` };
  } catch (error) {
    return {
      kind: 'unreadable',
      fault: 'malformed_body',
      detail: `The body is not JSON: ${(error as Error).message}.`,
    };
  }
};

type WithoutSize<Body> = Body extends { readonly bytes: number } ? Omit<Body, 'bytes'> : never;

const isDeeperThan = (value: unknown, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const item of Object.values(value)) if (isDeeperThan(item, levels - 1)) return true;
  return false;
};
