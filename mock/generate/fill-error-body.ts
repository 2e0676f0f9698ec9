import type { ContractDocument } from '../contract/document/document.ts';
import { isObject } from '../json.ts';
import type { Shape } from '../contract/schemas/shape.ts';
import { ANY_SHAPE, shapeOf } from '../contract/schemas/shape.ts';
import type { MediaContract } from '../contract/operations/operation.ts';
import { generateValue } from './generate-value.ts';

/** What is true of an error. */
export interface ErrorContent {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/**
 * A body of a schema that nobody has seen before: an example, or a generated one with no more in it than it must have; and what is true
 * in each field whose name says that it tells the code, the message or the status. `undefined` if no value was found that fits.
 */
export const fillErrorBody = (
  document: ContractDocument,
  { schemaPointer, validate, examples }: MediaContract,
  truth: ErrorContent,
  seed: number,
): object | undefined => {
  if (schemaPointer === undefined) return undefined;
  const [example] = examples.values();
  const made =
    example === undefined ? generateValue({ document, schemaPointer, validate, isFrugal: true }, seed)?.value : example;
  if (typeof made !== 'object' || made === null) return undefined;
  const body: object = structuredClone(made);
  fillNode(body, shapeOf(document, schemaPointer, MAX_DEPTH), truth, () => validate(body).length === 0);
  return body;
};

/** Nobody tells what is wrong further down. */
const MAX_DEPTH = 4;

/** Puts the truth where it belongs, there or not yet, and takes back what the schema does not let be said there. */
const fillNode = (node: object, shape: Shape, truth: ErrorContent, fits: () => boolean): void => {
  if (Array.isArray(node)) {
    for (const item of node) if (isObject(item)) fillNode(item, shape.items ?? ANY_SHAPE, truth, fits);
    return;
  }
  const fields = node as Record<string, unknown>;
  for (const name of new Set([...Object.keys(fields), ...shape.properties.keys()])) {
    const property = shape.properties.get(name) ?? ANY_SHAPE;
    if (!Object.hasOwn(fields, name) && HOLDERS.has(plain(name)) && property.properties.size > 0)
      putFirstThatFits(fields, name, [{}], fits);
    const found = fields[name];
    if (typeof found === 'object' && found !== null) fillNode(found, property, truth, fits);
    putFirstThatFits(fields, name, wordingsFor(name, found, property, truth), fits);
  }
};

const putFirstThatFits = (
  fields: Record<string, unknown>,
  name: string,
  candidates: readonly unknown[],
  fits: () => boolean,
): void => {
  const had = Object.hasOwn(fields, name);
  const found = fields[name];
  for (const candidate of candidates) {
    fields[name] = candidate;
    if (fits()) return;
  }
  if (candidates.length === 0) return;
  if (had) fields[name] = found;
  else delete fields[name];
};

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

const wordingsFor = (name: string, found: unknown, shape: Shape, truth: ErrorContent): readonly unknown[] => {
  const called = plain(name);
  switch (kindOf(found, shape)) {
    case 'string':
      if (MESSAGES.has(called)) return [truth.message];
      if (CODES.has(called)) return [truth.code, String(truth.status)];
      return STATUSES.has(called) ? [truth.status, String(truth.status)] : [];
    case 'number':
      return CODES.has(called) || STATUSES.has(called) ? [truth.status] : [];
    default:
      return [];
  }
};

/** Of a value that is there its type, else what its schema allows. */
const kindOf = (found: unknown, { types }: Shape): string => {
  if (found !== undefined) return typeof found;
  if (types.has('string')) return 'string';
  return types.has('integer') || types.has('number') ? 'number' : '';
};

/** What an error is wrapped in. */
const HOLDERS: ReadonlySet<string> = new Set(['error', 'fault', 'problem']);

const MESSAGES: ReadonlySet<string> = new Set(
  'message msg errormessage detail details description errordescription title reason error'.split(' '),
);
const CODES: ReadonlySet<string> = new Set('code errorcode'.split(' '));
const STATUSES: ReadonlySet<string> = new Set('status statuscode httpstatus'.split(' '));
