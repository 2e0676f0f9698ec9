import type { Validator } from '../contract/schemas/violation.ts';
import { compileUntrusted } from '../contract/schemas/untrusted-schema.ts';
import type { JsonObject } from '../json.ts';

/** JSON Schemas over a request `{ method, path, query, headers, body }` and its reply `{ status, headers, body, decidedBy, forcedBy }`. */
interface CallPattern {
  readonly request?: JsonObject;
  readonly reply?: JsonObject;
}

/** How often something is expected: exactly so many times, or within bounds. */
export type Times = number | { readonly atLeast?: number; readonly atMost?: number };

/** What a tester expects clients to have done. */
export interface Expectation extends CallPattern {
  /** The operation id. */
  readonly operation: string;
  /** Of calls that fit. Absent: as many as `calls` has entries, else at least one. */
  readonly times?: Times;
  /** What the first, second … fitting call was like in particular. */
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
      description: 'How many calls fit: a number, or bounds. Absent: as many as "calls" has, else at least one.',
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
      description: 'What the first, second … of the fitting calls was like in particular.',
    },
  },
};

/** An expectation whose schemas are compiled. */
export interface CompiledExpectation {
  readonly operation: string;
  readonly least: number;
  readonly most: number;
  readonly every: CompiledPattern;
  readonly calls: readonly CompiledPattern[];
}

interface CompiledPattern {
  readonly request: Validator;
  readonly reply: Validator;
}

/** @throws {Error} if one of its schemas is none, naming it. */
export const compileExpectation = (expectation: Expectation): CompiledExpectation => {
  const { operation, calls = [] } = expectation;
  const times = expectation.times ?? (calls.length > 0 ? calls.length : { atLeast: 1 });
  const { atLeast = 0, atMost = Infinity } = typeof times === 'number' ? { atLeast: times, atMost: times } : times;
  return {
    operation,
    least: atLeast,
    most: atMost,
    every: compilePattern(expectation, ''),
    calls: calls.map((pattern, index) => compilePattern(pattern, `calls.${index}.`)),
  };
};

const compilePattern = ({ request, reply }: CallPattern, place: string): CompiledPattern => ({
  request: compileAt(request, `${place}request`),
  reply: compileAt(reply, `${place}reply`),
});

const compileAt = (schema: JsonObject | undefined, place: string): Validator => {
  if (schema === undefined) return () => [];
  try {
    return compileUntrusted(schema, { allErrors: true });
  } catch (error) {
    throw new Error(`"${place}" is no JSON Schema: ${(error as Error).message}.`, { cause: error });
  }
};

/** One call as an expectation sees it. */
export interface CallSubject {
  readonly request: JsonObject;
  readonly reply: JsonObject;
}

/** What keeps a call from fitting a pattern, in words; empty if it fits. */
export const problemsOf = (pattern: CompiledPattern, call: CallSubject): readonly string[] => [
  ...wordsFor('request', pattern.request, call.request),
  ...wordsFor('reply', pattern.reply, call.reply),
];

const wordsFor = (side: 'request' | 'reply', validate: Validator, subject: JsonObject): readonly string[] =>
  validate(subject)
    .slice(0, MAX_PROBLEMS)
    .map(({ field, message }) => `${[side, field].filter(Boolean).join('.')} ${message}`);

/** A long list may be wrong in each of its items. */
const MAX_PROBLEMS = 10;
