import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { ContractDocument } from '../document/document.ts';
import { valueAt } from '../document/pointer.ts';

/**
 * The target of a `$dynamicRef` that does not depend on the dynamic scope: its target is not a dynamic anchor, or is the only one of
 * that name (JSON Schema 2020-12, core, section 8.2.3.2). Such a reference is replaced by a plain `$ref`, which ajv follows better.
 */
export const fixedTarget = (document: ContractDocument, schema: JsonObject, pointer: string): string | undefined => {
  const ref = schema['$dynamicRef'];
  if (typeof ref !== 'string') return undefined;
  const target = document.target(ref, pointer);
  const node = valueAt(document.root, target);
  const name = ref.split('#')[1];
  const isDynamic = isObject(node) && name !== undefined && node['$dynamicAnchor'] === name;
  return isDynamic && (anchorsIn(document.root).get(name) ?? 0) > 1 ? undefined : target;
};

const anchorsIn = (root: object): ReadonlyMap<string, number> => {
  const known = anchors.get(root);
  if (known) return known;
  const found = new Map<string, number>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const name = isObject(node) ? node['$dynamicAnchor'] : undefined;
    if (typeof name === 'string') found.set(name, (found.get(name) ?? 0) + 1);
    Object.values(node).forEach(visit);
  };
  visit(root);
  anchors.set(root, found);
  return found;
};

const anchors = new WeakMap<object, ReadonlyMap<string, number>>();
