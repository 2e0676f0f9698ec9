import type { Json } from './reference.ts';
import { follow, isRecord, tokensOf } from './reference.ts';

/** Whether a value is sent in a request or in a reply. */
export type Direction = 'request' | 'reply';

/**
 * Returns the document with schemas that ajv can compile in place: OpenAPI keywords are translated to JSON Schema or dropped, and
 * properties that occur only in the other direction are not required.
 */
export const rewriteForAjv = (root: Json, direction: Direction): Json => {
  const isOld = String(root['openapi']).startsWith('3.0');
  return new SchemaRewriter(root, isOld, direction === 'request' ? 'readOnly' : 'writeOnly').document();
};

class SchemaRewriter {
  readonly #root: Json;
  readonly #isOld: boolean;
  readonly #directionKeyword: string;

  constructor(root: Json, isOld: boolean, directionKeyword: string) {
    this.#root = root;
    this.#isOld = isOld;
    this.#directionKeyword = directionKeyword;
  }

  document(): Json {
    const { components, ...rest } = this.#root;
    const { schemas, ...others } = isRecord(components) ? components : {};
    const defined = isRecord(schemas) ? this.#map(schemas, this.#isOld) : {};
    return { ...(this.#outside(rest) as Json), components: { ...(this.#outside(others) as Json), schemas: defined } };
  }

  /** Rewrites values outside of schemas; a schema begins under `schema`. */
  #outside(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#outside(item));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !EXAMPLE_KEYS.has(name))
        .map(([name, child]) => [name, name === 'schema' ? this.#schema(child, this.#isOld) : this.#outside(child)]),
    );
  }

  #map(schemas: Json, hidesSiblings: boolean): Json {
    return Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [
        name,
        Array.isArray(schema) ? schema : this.#schema(schema, hidesSiblings),
      ]),
    );
  }

  #schema(schema: unknown, inherited: boolean): unknown {
    if (!isRecord(schema)) return schema;
    // OpenAPI 3.0 and draft-07 ignore the siblings of a "$ref".
    const hidesSiblings = typeof schema['$schema'] === 'string' ? schema['$schema'].includes('draft-07') : inherited;
    if (typeof schema['$ref'] === 'string' && hidesSiblings) return { $ref: schema['$ref'] };
    const normalized = this.#isOld ? toDraft07(schema) : schema;
    const keywords = Object.entries(normalized).filter(
      ([keyword]) => !DROPPED.has(keyword) && !keyword.startsWith('x-'),
    );
    const result = Object.fromEntries(
      keywords.map(([keyword, value]) => [keyword, this.#keyword(keyword, value, hidesSiblings)]),
    );
    return Array.isArray(schema['required'])
      ? { ...result, required: this.#required(schema['required'], schema['properties']) }
      : result;
  }

  #keyword(keyword: string, value: unknown, hidesSiblings: boolean): unknown {
    if (MAPS_OF_SCHEMAS.has(keyword) && isRecord(value)) return this.#map(value, hidesSiblings);
    if (LISTS_OF_SCHEMAS.has(keyword) && Array.isArray(value))
      return value.map((item) => this.#schema(item, hidesSiblings));
    return SINGLE_SCHEMAS.has(keyword) ? this.#schema(value, hidesSiblings) : value;
  }

  #required(names: readonly unknown[], properties: unknown): readonly unknown[] {
    return names.filter((name) => {
      const property = isRecord(properties) ? properties[String(name)] : undefined;
      if (!isRecord(property)) return true;
      const target =
        typeof property['$ref'] === 'string' ? follow(this.#root, tokensOf(property['$ref']))?.node : undefined;
      return property[this.#directionKeyword] !== true && target?.[this.#directionKeyword] !== true;
    });
  }
}

/** Keys outside of schemas whose values are examples. */
const EXAMPLE_KEYS: ReadonlySet<string> = new Set(['example', 'examples']);

/** Keywords that do not constrain a value; ajv would look for schemas in some of them. */
const DROPPED: ReadonlySet<string> = new Set(
  '$schema $id id $comment title description default example examples xml externalDocs discriminator deprecated readOnly writeOnly nullable'.split(
    ' ',
  ),
);
const MAPS_OF_SCHEMAS: ReadonlySet<string> = new Set(
  'properties patternProperties $defs definitions dependentSchemas dependencies'.split(' '),
);
const LISTS_OF_SCHEMAS: ReadonlySet<string> = new Set('allOf anyOf oneOf prefixItems items'.split(' '));
const SINGLE_SCHEMAS: ReadonlySet<string> = new Set(
  'items additionalItems additionalProperties contains else if not propertyNames then unevaluatedItems unevaluatedProperties'.split(
    ' ',
  ),
);

/** Translates keywords of OpenAPI 3.0 to draft-07. `nullable` needs a `type` next to it (OpenAPI 3.0.4, section 4.7.24.2). */
const toDraft07 = (schema: Json): Json => {
  const result: Record<string, unknown> = { ...schema };
  for (const side of ['minimum', 'maximum']) {
    const exclusive = `exclusive${side[0]?.toUpperCase()}${side.slice(1)}`;
    if (typeof schema[exclusive] !== 'boolean') continue;
    delete result[exclusive];
    if (!schema[exclusive] || schema[side] === undefined) continue;
    result[exclusive] = schema[side];
    delete result[side];
  }
  if (schema['nullable'] !== true || typeof schema['type'] !== 'string') return result;
  return {
    ...result,
    type: [schema['type'], 'null'],
    ...(Array.isArray(schema['enum']) && { enum: [...new Set([...(schema['enum'] as unknown[]), null])] }),
  };
};
