import { bodyValue } from '../../contract/bodies/body-value.ts';
import { isObject } from '../../json.ts';
import type { Exchange } from '../../exchange.ts';
import type { JsonObject } from '../../json.ts';
import type { RefusalKind } from '../../refusal.ts';
import { valueAtPath, withValueAtPath } from '../../generate/merge-valid.ts';
import type { ItemFactory } from './item-factory.ts';
import { applyJsonPatch } from '../patch/json-patch.ts';
import { applyMergePatch } from '../patch/merge-patch.ts';

/** What an item is to become. Where that is exact, it is all of it or nothing: what would break the item is refused. */
export type ItemChange = RefusedChange | { readonly item: JsonObject; readonly isExact: boolean };

interface RefusedChange {
  readonly kind: RefusalKind;
  readonly detail: string;
}

/**
 * What a request makes of an item. JSON Patch and JSON Merge Patch mean what their RFCs say; any other body names the properties
 * that change. What a request may not set stays as it was.
 */
export const changeItem = (item: JsonObject, { request: { body }, operation }: Exchange, maker: ItemFactory): ItemChange => {
  const sent = bodyValue(operation, body)?.value;
  const mediaType = body.kind === 'json' ? body.mediaType : '';
  const exactly = (wanted: JsonObject): ItemChange => ({ item: maker.changedTo(wanted, item, operation), isExact: true });
  if (mediaType === MERGE_PATCH && isObject(sent)) return exactly(applyMergePatch(item, maker.unwrapped(sent)));
  // Some contracts declare the type of JSON Patch for every body, objects among them.
  if (mediaType !== JSON_PATCH || !Array.isArray(sent))
    return { item: { ...item, ...maker.partsOf(sent, operation) }, isExact: false };
  const wanted = patchedItem(item, sent, maker.place);
  return 'kind' in wanted ? wanted : exactly(wanted.item);
};

const MERGE_PATCH = 'application/merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';

/** The pointers of a patch lead into the item, or into the envelope that it is shown in. */
const patchedItem = (
  item: JsonObject,
  patch: readonly unknown[],
  place: readonly string[],
): RefusedChange | { readonly item: JsonObject } => {
  const wrapped = patch.every((step) => isInto(place, step)) ? place : [];
  const outcome = applyJsonPatch(withValueAtPath({}, wrapped, item), patch);
  if (outcome.kind === 'malformed') return { kind: 'invalid_request', detail: outcome.detail };
  // RFC 5789, section 2.2: the state of the resource is in the way.
  if (outcome.kind === 'inapplicable') return { kind: 'conflict', detail: outcome.detail };
  const value = valueAtPath(outcome.value, wrapped);
  if (isObject(value)) return { item: value };
  return { kind: 'invalid_request', detail: 'The patch leaves no object. Patch the properties of the item.' };
};

const isInto = (place: readonly string[], step: unknown): boolean =>
  isObject(step) && typeof step['path'] === 'string' && `${step['path']}/`.startsWith(['', ...place, ''].join('/'));
