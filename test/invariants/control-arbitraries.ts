import fc from 'fast-check';
import { ISSUE } from '../support/a-request.ts';
import { anything, fieldValue, objectText } from './arbitraries.ts';

const CALLS = [
  ['POST', '/clock/freeze'],
  ['POST', '/clock/advance'],
  ['POST', '/clock/resume'],
  ['POST', '/fork'],
  ['POST', '/overrides'],
  ['DELETE', '/overrides'],
  ['DELETE', '/overrides/x'],
  ['POST', '/numbers'],
  ['DELETE', '/numbers/+14155550100'],
  ['PUT', '/snapshot'],
  ['GET', '/snapshot'],
  ['POST', '/reset'],
  ['PUT', '/scenarios/throttling/settings'],
  ['PUT', '/scenarios/ownership/settings'],
  ['PUT', '/scenarios/token-lifecycle/settings'],
  ['PUT', '/scenarios/idempotency/settings'],
  ['PUT', '/scenarios/faults/settings'],
  ['GET', '/scenarios'],
  ['POST', '/gateway/connect'],
  ['POST', '/gateway/dial'],
  ['POST', '/calls/x/fail'],
  ['GET', '/calls'],
  ['GET', '/requests?limit=3'],
  ['DELETE', '/requests'],
  ['GET', '/openapi.json'],
] as const;

/** Fields that some control call accepts, with values that are valid or nearly valid. */
const nearlyValid = fc
  .record(
    {
      at: fc.oneof(
        fc.constantFrom('2026-01-01T00:00:00Z', '9999-12-31T23:59:60Z', '0000-01-01T00:00:00Z'),
        fc.string(),
      ),
      seconds: fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, 60, 1e10, -1)),
      to: fc.constant('next'),
      name: fc.oneof(fc.constantFrom('scratch', 'other'), fc.string()),
      e164: fc.constantFrom('+14155550100', '+1', 'x'),
      organization: fc.string(),
      active: fc.boolean(),
      code: fc.constantFrom('busy', 'Busy'),
      limit: fc.integer(),
      windowSeconds: fc.integer(),
      claims: fc.array(fc.record({ operation: fc.constant(ISSUE), field: fc.constant('/x'), collection: fc.string() })),
      enabled: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .chain((input) => fc.subarray(Object.entries(input), { maxLength: 2 }))
  .map((fields) => JSON.stringify(Object.fromEntries(fields)));

const body = fc.oneof(
  anything.map((value) => JSON.stringify(value)),
  objectText,
  nearlyValid,
);

/** Method, path and body of a call to the control API. */
export const controlCall = fc
  .tuple(fc.constantFrom(...CALLS), body)
  .map(([[method, path], text]) => ({ method, path, body: text }));

/** Replies that an override may specify; the contract declares few of them. */
export const overrideReply = fc.record(
  {
    status: fc.oneof(fc.constantFrom(200, 400, 409, 429, 204, 304), fc.integer({ min: 200, max: 599 })),
    body: fc.oneof(
      anything,
      fc.record({
        error: fc.record({ code: fc.string(), message: fc.string(), doc_url: fc.constantFrom('http://x', 'x') }),
      }),
    ),
    headers: fc.dictionary(
      fc.constantFrom(
        'content-type',
        'retry-after',
        'Date',
        'x-request-id',
        'set-cookie',
        'ETag',
        'x-any',
        'vary',
        'server',
      ),
      fieldValue.filter((value) => /^[\t\x20-\x7e]{0,99}$/.test(value)),
      { maxKeys: 3 },
    ),
  },
  { requiredKeys: ['status'] },
);
