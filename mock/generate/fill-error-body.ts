import type { ContractDocument } from '../contract/document/document.ts';
import type { MediaContract } from '../contract/operations/operation.ts';
import type { Shape } from '../contract/schemas/shape.ts';
import { shapeOf } from '../contract/schemas/shape.ts';
import { isObject } from '../json.ts';
import type { FillProperty } from './fill-body.ts';
import { fillBody, putFirstValid } from './fill-body.ts';
import { generateValue } from './generate-value.ts';

/** The facts of an error that a body can report. */
export interface ErrorContent {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/**
 * Makes an error body for an arbitrary schema: an example, or a generated value with only the required properties. Fields that are named
 * like a code, a message or a status get the values of this error. `undefined` if no value was found that fits.
 */
export const fillErrorBody = (
  document: ContractDocument,
  { schemaPointer, validate, examples }: MediaContract,
  error: ErrorContent,
  seed: number,
): object | undefined => {
  if (schemaPointer === undefined) return undefined;
  const [example] = examples.values();
  const sample =
    example === undefined
      ? generateValue({ document, schemaPointer, validate, isMinimal: true }, seed)?.value
      : example;
  if (typeof sample !== 'object' || sample === null) return undefined;
  const body: object = structuredClone(sample);
  fillBody(
    body,
    shapeOf(document, schemaPointer, MAX_DEPTH),
    fillFrom(error, () => validate(body).length === 0),
  );
  return body;
};

/** Missing fields are added down to this depth; errors do not report their code or message further down. */
const MAX_DEPTH = 4;

/** Sets the fields that report the error, adding missing ones, as far as the schema allows. */
const fillFrom =
  (error: ErrorContent, isValid: () => boolean): FillProperty =>
  (parent, name, shape) => {
    // An array directly inside an array stays as it is.
    if (Array.isArray(parent)) return isObject(parent[name]);
    if (!Object.hasOwn(parent, name) && WRAPPERS.has(plain(name)) && shape.properties.size > 0)
      putFirstValid(parent, name, [{}], isValid);
    putFirstValid(parent, name, candidatesFor(name, parent[name], shape, error), isValid);
    return true;
  };

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

const candidatesFor = (name: string, current: unknown, shape: Shape, error: ErrorContent): readonly unknown[] => {
  const plainName = plain(name);
  switch (typeIn(current, shape)) {
    case 'string':
      if (MESSAGES.has(plainName)) return [error.message];
      if (CODES.has(plainName)) return [error.code, String(error.status)];
      return STATUSES.has(plainName) ? [error.status, String(error.status)] : [];
    case 'number':
      return CODES.has(plainName) || STATUSES.has(plainName) ? [error.status] : [];
    default:
      return [];
  }
};

/** The type of an existing value, else the one that its schema allows. */
const typeIn = (current: unknown, { types }: Shape): string => {
  if (current !== undefined) return typeof current;
  if (types.has('string')) return 'string';
  return types.has('integer') || types.has('number') ? 'number' : '';
};

/** Properties that wrap an error. */
const WRAPPERS: ReadonlySet<string> = new Set(['error', 'fault', 'problem']);

const MESSAGES: ReadonlySet<string> = new Set(
  'message msg errormessage detail details description errordescription title reason error'.split(' '),
);
const CODES: ReadonlySet<string> = new Set('code errorcode'.split(' '));
const STATUSES: ReadonlySet<string> = new Set('status statuscode httpstatus'.split(' '));
