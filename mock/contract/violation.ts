import type { ErrorObject } from 'ajv';
import { pointerTokens, pointerTo, valueAt } from './pointer.ts';

/** One way in which a value does not fit its schema. */
export interface Violation {
  /** JSON pointer into the value. */
  readonly pointer: string;
  /** The same for a person: `items.0.name`. Empty for the value itself. */
  readonly field: string;
  /** The schema keyword that was broken. */
  readonly rule: string;
  /** Follows the field's name in a sentence: `must be an E.164 number such as +14155550100`. */
  readonly message: string;
}

export const violationsFrom = (errors: readonly ErrorObject[], value: unknown): readonly Violation[] =>
  errors.filter((error) => !isEcho(error)).map((error) => violationFrom(error, value));

/** `if` and `propertyNames` only say that something below them failed, which has its own error. */
const isEcho = (error: ErrorObject): boolean => error.keyword === 'if';

const violationFrom = (error: ErrorObject, value: unknown): Violation => {
  const named = propertyNamedBy(error);
  const pointer = named === undefined ? error.instancePath : pointerTo(error.instancePath, named);
  return { pointer, field: pointerTokens(pointer).join('.'), rule: error.keyword, message: wordingOf(error, value) };
};

/** A missing or unknown property is an error of the object around it; for a person it is about the property. */
const propertyNamedBy = ({ keyword, params }: ErrorObject): string | undefined => {
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return String(params['missingProperty']);
    case 'additionalProperties':
      return String(params['additionalProperty']);
    case 'unevaluatedProperties':
      return String(params['unevaluatedProperty']);
    default:
      return undefined;
  }
};

const wordingOf = (error: ErrorObject, value: unknown): string =>
  WORDINGS.get(error.keyword)?.(error, value) ?? error.message ?? `breaks the rule "${error.keyword}"`;

type Wording = (error: ErrorObject, value: unknown) => string;

const unknownProperty: Wording = (error) => `is not a known property${knownProperties(error)}`;

const WORDINGS: ReadonlyMap<string, Wording> = new Map<string, Wording>([
  ['required', () => 'is required'],
  ['dependentRequired', ({ params }) => `is required when ${params['property']} is given`],
  ['additionalProperties', unknownProperty],
  ['unevaluatedProperties', unknownProperty],
  [
    'type',
    ({ params, instancePath }, value) =>
      `must be ${listOf(params['type'])}, and is ${kindOf(valueAt(value, instancePath))}`,
  ],
  ['pattern', ({ params }) => wordingOfPattern(String(params['pattern']))],
  ['format', ({ params }) => `must be a valid ${params['format']}`],
  [
    'enum',
    ({ params }) =>
      `must be one of ${(params['allowedValues'] as unknown[]).map((allowed) => JSON.stringify(allowed)).join(', ')}`,
  ],
  ['const', ({ params }) => `must be ${JSON.stringify(params['allowedValue'])}`],
  ['minLength', ({ params }) => `must have at least ${params['limit']} characters`],
  ['maxLength', ({ params }) => `must have at most ${params['limit']} characters`],
  ['false schema', () => 'is not allowed'],
]);

const knownProperties = ({ parentSchema }: ErrorObject): string => {
  const known = Object.keys((parentSchema?.['properties'] ?? {}) as object);
  return known.length === 0 ? '; none is known here' : `; known are ${known.join(', ')}`;
};

const wordingOfPattern = (pattern: string): string =>
  FAMILIAR_PATTERNS.get(pattern) ?? `must match the pattern ${pattern}`;

/** Patterns that have a name. ITU-T E.164: a plus sign, a country code, 15 digits at most. */
const FAMILIAR_PATTERNS: ReadonlyMap<string, string> = new Map([
  [String.raw`^\+[1-9]\d{1,14}$`, 'must be an E.164 number such as +14155550100'],
]);

const listOf = (types: unknown): string =>
  Array.isArray(types) ? types.join(' or ') : String(types).replaceAll(',', ' or ');

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};
