import { hash } from 'node:crypto';
import type { ContractDocument } from '../contract/document/document.ts';
import type { MediaContract } from '../contract/operations/operation.ts';
import { isJson } from '../contract/operations/operation.ts';
import type { OutgoingContract } from '../contract/operations/outgoing.ts';
import { ANY_SHAPE } from '../contract/schemas/shape.ts';
import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { fillBody, putFirstValid } from './fill-body.ts';
import { generateValue } from './generate-value.ts';

/** A body to send, with its content type; both are absent for a request without a body. */
export interface OutgoingBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * The body of a callback or webhook request: its example, else a generated value. Properties that a known object has under the same name
 * get the value from there, where the schema allows it. `undefined` if no value was found that fits.
 *
 * @param known The sources of values, in order of precedence.
 * @param basis Seed for generated values.
 */
export const outgoingBody = (
  document: ContractDocument,
  { content }: OutgoingContract,
  known: readonly unknown[],
  basis: readonly unknown[],
): OutgoingBody | undefined => {
  if (content.length === 0) return { headers: {} };
  const media =
    content.find(({ mediaType }) => isJson(mediaType)) ?? content.find(({ mediaType }) => mediaType === '*/*');
  const sample = media && sampleBody(document, media, basis);
  if (media === undefined || sample === undefined) return undefined;
  const body = structuredClone(sample.value);
  fillFrom(known.filter(isObject), body, () => media.validate(body).length === 0);
  return { headers: { 'content-type': isJson(media.mediaType) ? media.mediaType : 'application/json' }, body };
};

const sampleBody = (
  document: ContractDocument,
  { examples, schemaPointer, validate }: MediaContract,
  basis: readonly unknown[],
): { readonly value: unknown } | undefined => {
  if (examples.size > 0) return { value: [...examples.values()][0] };
  if (schemaPointer === undefined) return { value: {} };
  const seed = Number.parseInt(hash('sha256', JSON.stringify(basis), 'hex').slice(0, 8), 16) >>> 1;
  return generateValue({ document, schemaPointer, validate, direction: 'request' }, seed);
};

/** Copies known values to the properties of the same name, except where the schema does not allow them. */
const fillFrom = (known: readonly JsonObject[], body: unknown, isValid: () => boolean): void =>
  fillBody(body, ANY_SHAPE, (parent, name) => {
    const source = isObject(parent) ? known.find((candidate) => isCopyable(candidate, name)) : undefined;
    return source === undefined || !putFirstValid(parent, name, [source[name]], isValid);
  });

/** Ids and states are copied, large documents are not: deliveries are kept for long, and should stay small. */
const isCopyable = (source: JsonObject, name: string): boolean =>
  Object.hasOwn(source, name) && (JSON.stringify(source[name]) ?? '').length <= MAX_COPIED_LENGTH;

const MAX_COPIED_LENGTH = 1_000;
