import fc from 'fast-check';
import { BRAVO, DEMO, PRODUCTION, READ_ONLY, REVOKED, SDK_TEST } from '../support/a-request.ts';

/** Runs the same cases each time; fast-check reports the seed and path of a failing one. */
export const RUNS = { seed: 20_260_101, numRuns: 500 };

/** Numbers with and without a special meaning, and invalid ones. */
const number = fc.oneof(
  fc.integer({ min: 0, max: 99 }).map((last) => `+141555501${String(last).padStart(2, '0')}`),
  fc.stringMatching(/^\+[1-9]\d{1,14}$/),
  fc.constantFrom('+1911', '+112', '+', '', '+14155550100\n', ' +14155550100'),
);

export const anything = fc.jsonValue({ maxDepth: 4 });

/** Property names, including those that every object inherits. */
const name = fc.oneof(
  fc.constantFrom('from_number', 'to_number', '__proto__', 'constructor', 'toString', 'length', ''),
  fc.string(),
);

/** As text, since an object cannot have a duplicate field or `__proto__`. */
export const objectText = fc
  .array(fc.tuple(name, fc.oneof(number, anything)), { maxLength: 5 })
  .map((fields) => `{${fields.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`);

const nearlyValid = fc
  .record({
    from_number: fc.oneof(fc.constant('+14155550100'), number, anything),
    to_number: fc.oneof(number, anything),
  })
  .map((body) => JSON.stringify(body));

/** Any JSON text, mostly close to what the operation accepts. */
export const jsonText = fc.oneof(
  nearlyValid,
  objectText,
  anything.map((value) => JSON.stringify(value)),
);

export const credential = fc.constantFrom(PRODUCTION, DEMO, BRAVO, READ_ONLY, SDK_TEST, REVOKED, 'unknown');

/** Any value that Node's client accepts: tab, printable ASCII, Latin-1. */
export const fieldValue = fc.oneof(
  fc.string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code !== 0x7f)
      .map(String.fromCharCode),
  }),
  fc.constantFrom(
    '\t',
    '"',
    '""',
    '\\',
    ',',
    ',,',
    ';',
    '=',
    '*/*;q=2',
    'code=',
    'code=200, code=404',
    '%',
    'Bearer',
    'a'.repeat(8_000),
  ),
);

/** Names of header fields that the server reads, and any others. */
export const fieldName = fc.oneof(
  fc.constantFrom(
    'accept',
    'authorization',
    'content-encoding',
    'content-type',
    'cookie',
    'idempotency-key',
    'origin',
    'prefer',
    'sandbox-world',
    'access-control-request-method',
    'access-control-request-headers',
    'x-forwarded-for',
    '__proto__',
  ),
  fc.stringMatching(/^[a-z][a-z\d!#$%&'*+.^_`|~-]{0,20}$/).filter((text) => !FRAMING.test(text)),
);

/** Header fields that Node's client would act on itself. */
const FRAMING = /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/;

export const bytes = fc
  .oneof(
    fc.uint8Array({ maxLength: 300 }),
    jsonText.map((text) => Buffer.from(text)),
  )
  .map((content) => Buffer.from(content));

export const contentType = fc.oneof(
  fieldValue,
  fc.constantFrom('application/json', 'application/json; charset=utf-16', 'text/json', 'application/x+json', '*/*'),
);

export const contentEncoding = fc.option(fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'gzip, gzip', 'x'));

/** Bytes as they may arrive on the wire, with those that are significant in HTTP occurring more often than at random. */
export const rawBytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 8 }).map((some) => Buffer.from(some)),
      fc
        .constantFrom(
          '/',
          '//',
          '/..',
          '?',
          '#',
          '%',
          '%2F',
          '%7E',
          '%00',
          '%FF',
          '~',
          '/~w1',
          ' ',
          '\r',
          '\n',
          '\0',
          '\t',
        )
        .map((text) => Buffer.from(text)),
      fc
        .constantFrom('/v1/webrtc-token', '_sandbox', 'http://', '@', ':', '[::1]', '{', '*')
        .map((text) => Buffer.from(text)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => Buffer.concat(parts));

/** Whole header lines, including framing fields, but no content length that would make the server wait for a body. */
export const fieldLines = fc
  .array(
    fc.tuple(
      fc.oneof(
        fieldName,
        fc.constantFrom(
          'Connection',
          'Content-Length',
          'Expect',
          'Host',
          'TE',
          'Trailer',
          'Transfer-Encoding',
          'Upgrade',
        ),
      ),
      fc.oneof(
        fieldValue,
        fc.constantFrom(
          '0',
          '-1',
          '+0',
          '0x0',
          '0, 0',
          'chunked',
          'gzip, chunked',
          'close',
          'websocket',
          '100-continue',
        ),
      ),
    ),
    { maxLength: 6 },
  )
  .map((fields) => Buffer.from(fields.map(([field, value]) => `${field}: ${value}\r\n`).join(''), 'latin1'));
