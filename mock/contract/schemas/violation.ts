import type { ErrorObject } from 'ajv';
import { pointerTokens, pointerTo, valueAt } from '../document/pointer.ts';
import { typeOf } from './shape.ts';

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

/** Empty if the value fits. */
export type Validator = (value: unknown) => readonly Violation[];

/**
 * @param errors Of an ajv that is `verbose`.
 * @param value The value that was judged.
 */
export const violationsFrom = (errors: Errors, value: unknown): readonly Violation[] =>
  (errors ?? []).filter(({ keyword }) => !ECHOES.has(keyword)).map((error) => violationFrom(error, value));

/** As ajv leaves them on a validator: none if the value fits. */
type Errors = readonly ErrorObject[] | null | undefined;

/** They only say that something below them failed, which has its own error. */
const ECHOES: ReadonlySet<string> = new Set(['if', 'propertyNames']);

const violationFrom = (error: ErrorObject, value: unknown): Violation => {
  const named = propertyNamedBy(error);
  const pointer = named === undefined ? error.instancePath : pointerTo(error.instancePath, named);
  return { pointer, field: pointerTokens(pointer).join('.'), rule: error.keyword, message: wordingOf(error, value) };
};

/** A missing or unknown property is an error of the object around it; for a person it is about the property. */
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
    // Not the error's own `data`, which ajv sets anew where a schema of another dialect begins.
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
  return known.length === 0 ? '; none is known here' : `; known are ${known.join(', ')}`;
};

const wordingOfPattern = (pattern: string): string =>
  FAMILIAR_PATTERNS.get(pattern) ?? `must match the pattern ${pattern}`;

/** Patterns that have a name. ITU-T E.164: a plus sign, a country code, 15 digits at most. */
const FAMILIAR_PATTERNS: ReadonlyMap<string, string> = new Map([
  [String.raw`^\+[1-9]\d{1,14}$`, 'must be an E.164 number such as +14155550100'],
]);
