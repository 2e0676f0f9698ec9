import { compileUntrusted } from '../contract/schemas/untrusted-schema.ts';
import type { Validator } from '../contract/schemas/violation.ts';
import type { JsonObject } from '../json.ts';

/** JSON Schemas over a request `{ method, path, query, headers, body }` and its reply `{ status, headers, body, decidedBy, forcedBy }`. */
interface CallPattern {
  readonly request?: JsonObject;
  readonly reply?: JsonObject;
}

/** The expected number of calls: exact, or within bounds. */
export type Times = number | { readonly atLeast?: number; readonly atMost?: number };

/** The calls that a test expects of its clients. */
export interface Expectation extends CallPattern {
  /** The operation id. */
  readonly operation: string;
  /** The number of matching calls. Absent: as many as `calls` has entries, or at least one. */
  readonly times?: Times;
  /** Additional patterns for the first, second … matching call. */
  readonly calls?: readonly CallPattern[];
}

const PATTERN = {
  request: { type: 'object', description: 'JSON Schema 2020-12 over { method, path, query, headers, body }.' },
  reply: { type: 'object', description: 'JSON Schema 2020-12 over { status, headers, body, decidedBy, forcedBy }.' },
};

const COUNT = { type: 'integer', minimum: 0 };

/** JSON Schema of {@link Expectation}. */
export const EXPECTATION: JsonObject = {
  type: 'object',
  required: ['operation'],
  additionalProperties: false,
  properties: {
    operation: { type: 'string', description: 'The operation id.' },
    times: {
      description:
        'The number of matching calls: exact, or bounds. Absent: as many as "calls" has entries, or at least one.',
      anyOf: [
        COUNT,
        {
          type: 'object',
          additionalProperties: false,
          minProperties: 1,
          properties: { atLeast: COUNT, atMost: COUNT },
        },
      ],
    },
    ...PATTERN,
    calls: {
      type: 'array',
      maxItems: 1_000,
      items: { type: 'object', additionalProperties: false, properties: PATTERN },
      description: 'Additional patterns for the first, second … matching call.',
    },
  },
};

/** An expectation whose schemas are compiled. */
export interface CompiledExpectation {
  readonly operation: string;
  readonly atLeast: number;
  readonly atMost: number;
  readonly every: CompiledPattern;
  readonly calls: readonly CompiledPattern[];
}

interface CompiledPattern {
  readonly request: Validator;
  readonly reply: Validator;
}

/** @throws {Error} if one of its schemas is invalid. The message names it. */
export const compileExpectation = (expectation: Expectation): CompiledExpectation => {
  const { operation, calls = [] } = expectation;
  const times = expectation.times ?? (calls.length > 0 ? calls.length : { atLeast: 1 });
  const { atLeast = 0, atMost = Infinity } = typeof times === 'number' ? { atLeast: times, atMost: times } : times;
  return {
    operation,
    atLeast,
    atMost,
    every: compilePattern(expectation, ''),
    calls: calls.map((pattern, index) => compilePattern(pattern, `calls.${index}.`)),
  };
};

const compilePattern = ({ request, reply }: CallPattern, prefix: string): CompiledPattern => ({
  request: compileAt(request, `${prefix}request`),
  reply: compileAt(reply, `${prefix}reply`),
});

const compileAt = (schema: JsonObject | undefined, path: string): Validator => {
  if (schema === undefined) return () => [];
  try {
    return compileUntrusted(schema, { allErrors: true });
  } catch (error) {
    throw new Error(`"${path}" is not a valid JSON Schema: ${(error as Error).message}.`, { cause: error });
  }
};

/** One call in the form that expectations check. */
export interface CallSubject {
  readonly request: JsonObject;
  readonly reply: JsonObject;
}

/** Why a call does not match a pattern; empty if it matches. */
export const problemsOf = (pattern: CompiledPattern, call: CallSubject): readonly string[] => [
  ...messagesFor('request', pattern.request, call.request),
  ...messagesFor('reply', pattern.reply, call.reply),
];

const messagesFor = (side: 'request' | 'reply', validate: Validator, subject: JsonObject): readonly string[] =>
  validate(subject)
    .slice(0, MAX_PROBLEMS)
    .map(({ field, message }) => `${[side, field].filter(Boolean).join('.')} ${message}`);

/** Every item of a long list may be invalid. */
const MAX_PROBLEMS = 10;
