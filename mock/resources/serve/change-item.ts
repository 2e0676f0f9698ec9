import { bodyValue } from '../../contract/bodies/body-value.ts';
import type { Exchange } from '../../exchange.ts';
import { valueAtPath, withValueAtPath } from '../../generate/merge-valid.ts';
import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { RefusalKind } from '../../refusal.ts';
import { applyJsonPatch } from '../patch/json-patch.ts';
import { applyMergePatch } from '../patch/merge-patch.ts';
import type { ItemFactory } from './item-factory.ts';

/** The new state of an item. An exact change is applied completely or refused, if it would break the item. */
export type ItemChange = RefusedChange | { readonly item: JsonObject; readonly isExact: boolean };

interface RefusedChange {
  readonly kind: RefusalKind;
  readonly detail: string;
}

/**
 * Applies a request to an item. JSON Patch and JSON Merge Patch follow their RFCs; any other body contains the properties to change.
 * Properties that a request cannot set keep their values.
 */
export const changeItem = (
  item: JsonObject,
  { request: { body }, operation }: Exchange,
  factory: ItemFactory,
): ItemChange => {
  const sent = bodyValue(operation, body)?.value;
  const mediaType = body.kind === 'json' ? body.mediaType : '';
  const exactly = (next: JsonObject): ItemChange => ({ item: factory.changedTo(next, item, operation), isExact: true });
  if (mediaType === MERGE_PATCH && isObject(sent)) return exactly(applyMergePatch(item, factory.unwrapped(sent)));
  // Some contracts declare the media type of JSON Patch for every body, including objects.
  if (mediaType !== JSON_PATCH || !Array.isArray(sent))
    return { item: { ...item, ...factory.partsOf(sent, operation) }, isExact: false };
  const patched = patchedItem(item, sent, factory.itemPath);
  return 'kind' in patched ? patched : exactly(patched.item);
};

const MERGE_PATCH = 'application/merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';

/** The pointers of a patch are relative to the item, or to the envelope around it. */
const patchedItem = (
  item: JsonObject,
  patch: readonly unknown[],
  itemPath: readonly string[],
): RefusedChange | { readonly item: JsonObject } => {
  const wrapped = patch.every((step) => isInside(itemPath, step)) ? itemPath : [];
  const outcome = applyJsonPatch(withValueAtPath({}, wrapped, item), patch);
  if (outcome.kind === 'malformed') return { kind: 'invalid_request', detail: outcome.detail };
  // RFC 5789, section 2.2: the patch conflicts with the state of the resource.
  if (outcome.kind === 'inapplicable') return { kind: 'conflict', detail: outcome.detail };
  const value = valueAtPath(outcome.value, wrapped);
  if (isObject(value)) return { item: value };
  return {
    kind: 'invalid_request',
    detail: 'The patched item would not be an object. Patch the properties of the item.',
  };
};

const isInside = (itemPath: readonly string[], step: unknown): boolean =>
  isObject(step) && typeof step['path'] === 'string' && `${step['path']}/`.startsWith(['', ...itemPath, ''].join('/'));
