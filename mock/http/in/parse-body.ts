import { isUtf8 } from 'node:buffer';
import { isJson, isText, mediaTypeOf } from '../../contract/operations/operation.ts';
import { isNestedTooDeep, MAX_NESTING } from '../../contract/schemas/nesting.ts';
import type { RequestBody } from '../../request.ts';
import type { ParsedForm } from './parse-form.ts';
import { parseMultipart, parseUrlEncoded } from './parse-form.ts';

/**
 * Parses the bytes of a body; only multipart forms take a promise. A problem is returned as data: the stage that validates requests refuses it, after 401 and 429.
 *
 * @param contentTypes The values of `Content-Type`, in order of arrival.
 */
export const parseBody = (
  bytes: Buffer | undefined,
  contentTypes: readonly string[],
): RequestBody | Promise<RequestBody> => {
  if (bytes === undefined || bytes.length === 0) return { kind: 'none' };
  const size = { bytes: bytes.length };
  if (contentTypes.length > 1) return { ...unsupported('Several Content-Type headers were sent. Send one.'), ...size };
  const [contentType = ''] = contentTypes;
  const mediaType = mediaTypeOf(contentType);
  if (mediaType === '') return { kind: 'other', mediaType: undefined, ...size };
  if (mediaType === 'multipart/form-data')
    return parseParts(bytes, mediaType, contentType).then((parsed) => ({ ...parsed, ...size }));
  const parse = parserFor(mediaType);
  return parse === undefined
    ? { kind: 'other', mediaType, ...size }
    : { ...parse(bytes, mediaType, contentType), ...size };
};

type Parsed = WithoutSize<Exclude<RequestBody, { kind: 'none' }>>;

type Parse = (bytes: Buffer, mediaType: string, contentType: string) => Parsed;

const parserFor = (mediaType: string): Parse | undefined => {
  if (isJson(mediaType)) return parseJson;
  if (mediaType === 'application/x-www-form-urlencoded') return parseForm;
  return isText(mediaType) ? parseText : undefined;
};

const unsupported = (detail: string): Parsed => ({ kind: 'unreadable', fault: 'unsupported_media_type', detail });

const malformed = (detail: string): Parsed => ({ kind: 'unreadable', fault: 'malformed_body', detail });

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;

const charsetOf = (contentType: string): string => CHARSET.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';

const parseJson: Parse = (bytes, mediaType, contentType) => {
  const charset = charsetOf(contentType);
  if (!KNOWN_CHARSETS.has(charset)) return unsupported(wrongCharset(charset));
  const text = decode(bytes);
  return text === undefined ? malformed('The body is not UTF-8. Send JSON in UTF-8.') : jsonIn(text, mediaType);
};

/** ASCII is a subset of UTF-8. */
const KNOWN_CHARSETS: ReadonlySet<string> = new Set(['utf-8', 'us-ascii']);

/** RFC 8259, section 8.1. */
const wrongCharset = (charset: string): string =>
  `The charset of the body is ${charset}, but JSON must be UTF-8. Send "charset=utf-8", or no charset.`;

/** URL Standard, section 5: the text is percent-encoded UTF-8, so that the bytes are ASCII. */
const parseForm: Parse = (bytes, mediaType) => formFrom(parseUrlEncoded(bytes.toString('latin1')), mediaType);

const parseParts = async (bytes: Buffer, mediaType: string, contentType: string): Promise<Parsed> =>
  formFrom(await parseMultipart(bytes, contentType), mediaType);

const formFrom = (form: ParsedForm, mediaType: string): Parsed =>
  'problem' in form ? malformed(`The body ${form.problem}.`) : { kind: 'form', mediaType, fields: form.fields };

const parseText: Parse = (bytes, mediaType, contentType) => {
  const charset = charsetOf(contentType);
  try {
    return { kind: 'text', mediaType, text: new TextDecoder(charset, { fatal: true }).decode(bytes) };
  } catch (error) {
    // The charset is unknown, or the bytes are not valid in it.
    if (error instanceof RangeError) return unsupported(`The charset ${charset} is not supported. Send UTF-8.`);
    return malformed(
      `The body is not valid ${charset}. Encode it in the charset of Content-Type, which is UTF-8 by default.`,
    );
  }
};

/** Drops a byte order mark, as RFC 8259, section 8.1, allows. */
const decode = (bytes: Buffer): string | undefined => {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
};

const BYTE_ORDER_MARK = '\uFEFF';

const jsonIn = (text: string, mediaType: string): Parsed => {
  try {
    const value: unknown = JSON.parse(text);
    if (!isNestedTooDeep(value)) return { kind: 'json', mediaType, value, text };
    return malformed(`The body is nested deeper than ${MAX_NESTING} levels.`);
  } catch (error) {
    return malformed(`The body is not JSON: ${(error as Error).message}.`);
  }
};

type WithoutSize<Body> = Body extends { readonly bytes: number } ? Omit<Body, 'bytes'> : never;
