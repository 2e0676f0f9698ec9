import type { ContractDocument } from '../contract/document.ts';
import { isObject } from '../contract/document.ts';
import type { MediaContract } from '../contract/operations.ts';
import { generateValue } from './generate.ts';

/** What is true of an error. */
export interface Truth {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/**
 * A body of a schema that nobody has seen before: an example or a generated one, with what is true in each field whose name says
 * that it tells the code, the message or the status. `undefined` if no value was found that fits.
 */
export const truthfulBody = (
  document: ContractDocument,
  { schemaPointer, validate, examples }: MediaContract,
  truth: Truth,
  seed: number,
): object | undefined => {
  if (schemaPointer === undefined) return undefined;
  const [example] = examples.values();
  const made = example === undefined ? generateValue({ document, schemaPointer, validate }, seed)?.value : example;
  if (typeof made !== 'object' || made === null) return undefined;
  const body: object = structuredClone(made);
  tellTruth(body, truth, () => validate(body).length === 0);
  return body;
};

/** Puts the truth where it belongs, and takes back what the schema does not let be said there. */
const tellTruth = (node: object, truth: Truth, fits: () => boolean): void => {
  const fields = node as Record<string, unknown>;
  for (const [name, found] of Object.entries(fields)) {
    if (typeof found === 'object' && found !== null) tellTruth(found, truth, fits);
    for (const wording of isObject(node) ? wordingsFor(name, found, truth) : []) {
      fields[name] = wording;
      if (fits()) break;
      fields[name] = found;
    }
  }
};

const wordingsFor = (name: string, found: unknown, truth: Truth): readonly unknown[] => {
  const plain = name.toLowerCase().replaceAll(/[^a-z]/g, '');
  if (typeof found === 'string' && MESSAGES.has(plain)) return [truth.message];
  if (CODES.has(plain)) return typeof found === 'number' ? [truth.status] : [truth.code, String(truth.status)];
  return STATUSES.has(plain) ? [truth.status, String(truth.status)] : [];
};

const MESSAGES: ReadonlySet<string> = new Set(
  'message msg errormessage detail details description errordescription title reason error'.split(' '),
);
const CODES: ReadonlySet<string> = new Set('code errorcode'.split(' '));
const STATUSES: ReadonlySet<string> = new Set('status statuscode httpstatus'.split(' '));
