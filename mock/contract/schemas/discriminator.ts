import type { JsonObject } from '../../json.ts';
import type { ContractDocument } from '../document/document.ts';
import { isObject } from '../../json.ts';
import { pointerTo } from '../document/pointer.ts';

/** A choice of schemas that a property of the value decides (OpenAPI 3.1.1, section 4.8.25). */
export interface Discriminated {
  readonly property: string;
  /** `oneOf` or `anyOf`. */
  readonly keyword: string;
  /** By position in the choice, one at least: the values of the property that mean it. */
  readonly names: readonly (readonly string[])[];
}

/**
 * Which value of a property means which schema of a choice; `undefined` unless a mapping says so for each of them. Names that merely follow
 * from those of schemas are not gone by: in the wild they seldom are what the schemas themselves admit.
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
    return targets.flatMap(([name, meant]) => (meant === target ? [name] : []));
  });
  return names.every(({ length }) => length > 0) ? { property, keyword, names } : undefined;
};

/** A mapping names a schema by reference, or by its name under `components/schemas`. */
const targetOf = (document: ContractDocument, ref: unknown, pointer: string): string | undefined => {
  if (typeof ref !== 'string') return undefined;
  return ref.startsWith('#') ? document.target(ref, pointer) : pointerTo('/components/schemas', ref);
};
