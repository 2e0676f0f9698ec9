import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { ContractDocument } from '../document/document.ts';
import { pointerTo } from '../document/pointer.ts';

/** Alternative schemas, of which a property of the value selects one (OpenAPI 3.1.1, section 4.8.25). */
export interface Discriminated {
  readonly property: string;
  /** `oneOf` or `anyOf`. */
  readonly keyword: string;
  /** For each alternative, in order: the values of the property that select it, at least one. */
  readonly names: readonly (readonly string[])[];
}

/**
 * Which value of the discriminator property selects which alternative; `undefined` unless the mapping covers all of them. Implicit names
 * (those of the schemas) are ignored: in the wild, the schemas themselves seldom allow them.
 */
export const discriminatedBy = (
  document: ContractDocument,
  schema: JsonObject,
  pointer: string,
): Discriminated | undefined => {
  const { discriminator } = schema;
  const keyword = ['oneOf', 'anyOf'].find((each) => Array.isArray(schema[each]));
  if (!isObject(discriminator) || keyword === undefined) return undefined;
  const { propertyName: property, mapping } = discriminator;
  if (typeof property !== 'string' || !isObject(mapping)) return undefined;
  const targets = Object.entries(mapping).map(([name, ref]) => [name, targetOf(document, ref, pointer)] as const);
  const names = (schema[keyword] as readonly unknown[]).map((branch, index) => {
    const at = pointerTo(pointer, keyword, index);
    const target = isObject(branch) && typeof branch['$ref'] === 'string' ? document.target(branch['$ref'], at) : at;
    return targets.flatMap(([name, mapped]) => (mapped === target ? [name] : []));
  });
  return names.every(({ length }) => length > 0) ? { property, keyword, names } : undefined;
};

/** A mapping refers to a schema by `$ref`, or by its name under `components/schemas`. */
const targetOf = (document: ContractDocument, ref: unknown, pointer: string): string | undefined => {
  if (typeof ref !== 'string') return undefined;
  return ref.startsWith('#') ? document.target(ref, pointer) : pointerTo('/components/schemas', ref);
};
