import type { JsonObject } from '../exchange.ts';
import type { ContractDocument } from './document.ts';
import { isObject } from './document.ts';
import { pointerTo, valueAt } from './pointer.ts';
import type { SchemaDialect } from './schema-dialect.ts';
import { upgradeFrom30 } from './schema-dialect.ts';

/** Which way a value travels: a request has no `readOnly` properties to give, a reply no `writeOnly` ones. */
export type Direction = 'request' | 'reply';

/** A schema elsewhere in the document, as ajv is to find it. */
export interface SchemaReferences {
  /** The dialect that holds at a pointer. */
  dialectAt(pointer: string): SchemaDialect;
  /** The id under which ajv finds the schema at a pointer, in the same dialect. Makes sure that it is there. */
  idOf(pointer: string): string;
}

/** Stands where a schema of another dialect begins; its value is that schema's pointer. */
export const OTHER_DIALECT = 'x-sandbox-other-dialect';

export interface Preparation {
  readonly document: ContractDocument;
  readonly dialect: SchemaDialect;
  readonly direction: Direction;
  readonly references: SchemaReferences;
}

/**
 * A schema as ajv can compile it by itself: references lead to ids, foreign dialects are set apart, extensions are gone, and
 * properties of the other direction are not required.
 */
export const prepareSchema = (preparation: Preparation, pointer: string): unknown =>
  prepare(preparation, valueAt(preparation.document.root, pointer), pointer, true);

const prepare = (preparation: Preparation, schema: unknown, pointer: string, isRoot: boolean): unknown => {
  if (!isObject(schema)) return schema;
  const { dialect, document } = preparation;
  if (!isRoot && typeof schema['$schema'] === 'string' && preparation.references.dialectAt(pointer) !== dialect) {
    return { [OTHER_DIALECT]: pointer };
  }
  const ref = schema['$ref'];
  if (typeof ref === 'string' && isPointerRef(ref)) {
    const target = referenceTo(preparation, document.target(ref, pointer));
    // Draft-07 (core, 8.3) and OpenAPI 3.0 ignore what stands beside a $ref.
    return hidesSiblings(dialect)
      ? target
      : { ...prepareKeywords(preparation, omit(schema, '$ref'), pointer), ...target };
  }
  return prepareKeywords(preparation, schema, pointer);
};

/** `#` and `#/…`. A `#name` is an anchor, which ajv resolves within the schema that it stands in. */
const isPointerRef = (ref: string): boolean => ref === '#' || !ref.startsWith('#') || ref.startsWith('#/');

const referenceTo = ({ references, dialect }: Preparation, target: string): JsonObject =>
  references.dialectAt(target) === dialect ? { $ref: references.idOf(target) } : { [OTHER_DIALECT]: target };

const hidesSiblings = (dialect: SchemaDialect): boolean => dialect === 'draft-07' || dialect === 'openapi-3.0';

const prepareKeywords = (preparation: Preparation, given: JsonObject, pointer: string): JsonObject => {
  const schema = preparation.dialect === 'openapi-3.0' ? upgradeFrom30(given) : given;
  const entries = Object.entries(schema)
    .filter(([keyword]) => keyword !== '$schema' && !keyword.startsWith('x-'))
    .map(([keyword, value]) => [keyword, prepareKeyword(preparation, keyword, value, pointerTo(pointer, keyword))]);
  const prepared = Object.fromEntries(entries) as Record<string, unknown>;
  return Array.isArray(schema['required'])
    ? { ...prepared, required: requiredOf(preparation, schema, pointer) }
    : prepared;
};

const prepareKeyword = (preparation: Preparation, keyword: string, value: unknown, pointer: string): unknown => {
  const below = (child: unknown, token: string | number): unknown =>
    prepare(preparation, child, pointerTo(pointer, token), false);
  if (Array.isArray(value) && SCHEMA_LISTS.has(keyword)) return value.map(below);
  if (isObject(value) && SCHEMA_MAPS.has(keyword)) {
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, below(child, name)]));
  }
  return SCHEMAS.has(keyword) ? prepare(preparation, value, pointer, false) : value;
};

const SCHEMAS: ReadonlySet<string> = new Set(
  'additionalItems additionalProperties contains contentSchema else if items not propertyNames then unevaluatedItems unevaluatedProperties'.split(
    ' ',
  ),
);
const SCHEMA_LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items']);
const SCHEMA_MAPS: ReadonlySet<string> = new Set(
  '$defs definitions dependencies dependentSchemas patternProperties properties'.split(' '),
);

/** OpenAPI 3.0.4, section 4.7.24.2: a `readOnly` property is required in replies only, a `writeOnly` one in requests only. */
const requiredOf = ({ document, direction }: Preparation, schema: JsonObject, pointer: string): unknown[] => {
  const oneWay = direction === 'request' ? 'readOnly' : 'writeOnly';
  const isOneWay = (name: unknown): boolean => {
    const property = pointerTo(pointer, 'properties', String(name));
    return isObject(valueAt(document.root, property)) && document.locate(property).node[oneWay] === true;
  };
  return (schema['required'] as unknown[]).filter((name) => !isOneWay(name));
};

const omit = (schema: JsonObject, keyword: string): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => name !== keyword));
