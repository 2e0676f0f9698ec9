import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import { pointerTo } from '../document/pointer.ts';

/** Called with each direct subschema. */
export type VisitSchema = (schema: unknown, pointer: string) => unknown;

/** The value of a keyword, with its subschemas replaced by the results of `visit`. */
export const mapKeyword = (keyword: string, value: unknown, pointer: string, visit: VisitSchema): unknown => {
  if (Array.isArray(value) && SCHEMA_LISTS.has(keyword))
    return value.map((child, index) => visit(child, pointerTo(pointer, index)));
  if (isObject(value) && SCHEMA_MAPS.has(keyword)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [name, visit(child, pointerTo(pointer, name))]),
    );
  }
  return SCHEMAS.has(keyword) ? visit(value, pointer) : value;
};

/** A schema with its direct subschemas replaced by the results of `visit`. */
export const mapSubschemas = (schema: JsonObject, pointer: string, visit: VisitSchema): JsonObject =>
  Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [
      keyword,
      mapKeyword(keyword, value, pointerTo(pointer, keyword), visit),
    ]),
  );

const SCHEMAS: ReadonlySet<string> = new Set(
  'additionalItems additionalProperties contains contentSchema else if items not propertyNames then unevaluatedItems unevaluatedProperties'.split(
    ' ',
  ),
);
const SCHEMA_LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items']);
const SCHEMA_MAPS: ReadonlySet<string> = new Set(
  '$defs definitions dependencies dependentSchemas patternProperties properties'.split(' '),
);

/** The pointers of the subschemas under the given keywords of the schema at `pointer`. */
export const subschemasUnder = (
  keywords: readonly string[],
  schema: JsonObject,
  pointer: string,
): readonly string[] => {
  const pointers: string[] = [];
  for (const keyword of keywords) {
    mapKeyword(
      keyword,
      schema[keyword],
      pointerTo(pointer, keyword),
      (child, at) => isObject(child) && pointers.push(at),
    );
  }
  return pointers;
};
