import type { ErrorObject } from 'ajv';
import { pointerTo, pointerTokens, valueAt } from '../document/pointer.ts';
import { typeOf } from './shape.ts';

/** One rule of a schema that a value breaks. */
export interface Violation {
  /** JSON pointer into the value. */
  readonly pointer: string;
  /** The same in readable form: `items.0.name`. Empty for the value itself. */
  readonly field: string;
  /** The schema keyword that was broken. */
  readonly rule: string;
  /** Continues a sentence that starts with the field's name: `must be an E.164 number such as +14155550100`. */
  readonly message: string;
}

/** Empty if the value fits. */
export type Validator = (value: unknown) => readonly Violation[];

/**
 * @param errors From an ajv instance with the option `verbose`.
 * @param value The validated value.
 */
export const violationsFrom = (errors: Errors, value: unknown): readonly Violation[] =>
  (errors ?? []).filter(({ keyword }) => !REDUNDANT_KEYWORDS.has(keyword)).map((error) => violationFrom(error, value));

/** The `errors` of an ajv validator: null or undefined if the value fits. */
type Errors = readonly ErrorObject[] | null | undefined;

/** Their errors only repeat that a subschema failed, which has its own error. */
const REDUNDANT_KEYWORDS: ReadonlySet<string> = new Set(['if', 'propertyNames']);

const violationFrom = (error: ErrorObject, value: unknown): Violation => {
  const named = propertyNamedBy(error);
  const pointer = named === undefined ? error.instancePath : pointerTo(error.instancePath, named);
  return { pointer, field: pointerTokens(pointer).join('.'), rule: error.keyword, message: wordingOf(error, value) };
};

/** ajv reports a missing or unknown property on the object that contains it; a violation points to the property. */
const propertyNamedBy = ({ keyword, params, propertyName }: ErrorObject): string | undefined => {
  const param = NAMING_PARAMETERS.get(keyword);
  return param === undefined ? propertyName : String(params[param]);
};

const NAMING_PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['required', 'missingProperty'],
  ['dependentRequired', 'missingProperty'],
  ['dependencies', 'missingProperty'],
  ['additionalProperties', 'additionalProperty'],
  ['unevaluatedProperties', 'unevaluatedProperty'],
]);

const wordingOf = (error: ErrorObject, value: unknown): string => {
  const wording = WORDINGS.get(error.keyword)?.(error, value) ?? error.message ?? `breaks the rule "${error.keyword}"`;
  return error.propertyName === undefined ? wording : `has a name that ${wording}`;
};

type Wording = (error: ErrorObject, value: unknown) => string;

const unknownProperty: Wording = (error) => `is not a known property${knownProperties(error)}`;

const missingCompanion: Wording = ({ params }) => `is required when ${params['property']} is given`;

const WORDINGS: ReadonlyMap<string, Wording> = new Map<string, Wording>([
  ['required', () => 'is required'],
  ['dependentRequired', missingCompanion],
  ['dependencies', missingCompanion],
  ['additionalProperties', unknownProperty],
  ['unevaluatedProperties', unknownProperty],
  [
    'type',
    // Not the error's own `data`, which ajv overwrites where a schema of another dialect begins.
    ({ params, instancePath }, value) =>
      `must be ${[params['type']].flat().join(' or ')}, and is ${typeOf(valueAt(value, instancePath))}`,
  ],
  ['pattern', ({ params }) => wordingOfPattern(String(params['pattern']))],
  ['format', ({ params }) => `must be a valid ${params['format']}`],
  ['enum', ({ params }) => `must be one of ${(params['allowedValues'] as unknown[]).map(quoted).join(', ')}`],
  ['const', ({ params }) => `must be ${quoted(params['allowedValue'])}`],
  ['minLength', ({ params }) => `must have at least ${characters(params['limit'])}`],
  ['maxLength', ({ params }) => `must have at most ${characters(params['limit'])}`],
  ['false schema', () => 'is not allowed'],
]);

const quoted = (value: unknown): string => JSON.stringify(value);

const characters = (count: unknown): string => `${count} ${count === 1 ? 'character' : 'characters'}`;

const knownProperties = ({ parentSchema }: ErrorObject): string => {
  const known = Object.keys((parentSchema?.['properties'] ?? {}) as object);
  return known.length === 0 ? '; none are allowed' : `; allowed: ${known.join(', ')}`;
};

const wordingOfPattern = (pattern: string): string =>
  NAMED_PATTERNS.get(pattern) ?? `must match the pattern ${pattern}`;

/** Patterns with a common name. ITU-T E.164: a plus sign, a country code, at most 15 digits. */
const NAMED_PATTERNS: ReadonlyMap<string, string> = new Map([
  [String.raw`^\+[1-9]\d{1,14}$`, 'must be an E.164 number such as +14155550100'],
]);
