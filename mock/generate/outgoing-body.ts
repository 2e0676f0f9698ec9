import { hash } from 'node:crypto';
import type { ContractDocument } from '../contract/document/document.ts';
import { isObject } from '../json.ts';
import type { MediaContract } from '../contract/operations/operation.ts';
import { isJson } from '../contract/operations/operation.ts';
import type { OutgoingContract } from '../contract/operations/outgoing.ts';
import type { JsonObject } from '../json.ts';
import { generateValue } from './generate-value.ts';

/** A body to send, with its content type; both absent where nothing is to be sent. */
export interface OutgoingBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * The body of a request that the contract has the API make: its example, else a generated value; in it, what is known by the same
 * name is told as it is known, where the schema lets it. `undefined` if no value was found that fits.
 *
 * @param known Looked into in this order.
 * @param basis What chance is a function of.
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
  const made = media && bodyFor(document, media, basis);
  if (media === undefined || made === undefined) return undefined;
  const body = structuredClone(made.value);
  fillKnown(body, known.filter(isObject), () => media.validate(body).length === 0);
  return { headers: { 'content-type': isJson(media.mediaType) ? media.mediaType : 'application/json' }, body };
};

const bodyFor = (
  document: ContractDocument,
  { examples, schemaPointer, validate }: MediaContract,
  basis: readonly unknown[],
): { readonly value: unknown } | undefined => {
  if (examples.size > 0) return { value: [...examples.values()][0] };
  if (schemaPointer === undefined) return { value: {} };
  const seed = Number.parseInt(hash('sha256', JSON.stringify(basis), 'hex').slice(0, 8), 16) >>> 1;
  return generateValue({ document, schemaPointer, validate, direction: 'request' }, seed);
};

/** Puts what is known where its name stands, and takes back what the schema does not let be said there. */
const fillKnown = (node: unknown, known: readonly JsonObject[], fits: () => boolean): void => {
  if (typeof node !== 'object' || node === null) return;
  const fields = node as Record<string, unknown>;
  for (const [name, found] of Object.entries(fields)) {
    const source = isObject(node) ? known.find((candidate) => isCopyable(candidate, name)) : undefined;
    fields[name] = source ? source[name] : found;
    if (source && fits()) continue;
    fields[name] = found;
    fillKnown(found, known, fits);
  }
};

/** An id or a state is told, and not a document: deliveries are kept for long, and are to stay small. */
const isCopyable = (source: JsonObject, name: string): boolean =>
  Object.hasOwn(source, name) && (JSON.stringify(source[name]) ?? '').length <= MAX_COPIED_LENGTH;

const MAX_COPIED_LENGTH = 1_000;
