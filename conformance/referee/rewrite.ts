import { follow, isRecord, tokensOf } from './reference.ts';
import type { Json } from './reference.ts';

/** Which way a value travels. */
export type Direction = 'request' | 'reply';

/**
 * A document whose schemas ajv can read where they stand: OpenAPI's own words are put into JSON Schema's or dropped, and what goes
 * the other way only is not required.
 */
export const rewritten = (root: Json, direction: Direction): Json => {
  const isOld = String(root['openapi']).startsWith('3.0');
  return new Rewriting(root, isOld, direction === 'request' ? 'readOnly' : 'writeOnly').document();
};

class Rewriting {
  readonly #root: Json;
  readonly #isOld: boolean;
  readonly #oneWay: string;

  constructor(root: Json, isOld: boolean, oneWay: string) {
    this.#root = root;
    this.#isOld = isOld;
    this.#oneWay = oneWay;
  }

  document(): Json {
    const { components, ...rest } = this.#root;
    const { schemas, ...others } = isRecord(components) ? components : {};
    const defined = isRecord(schemas) ? this.#map(schemas, this.#isOld) : {};
    return { ...(this.#outside(rest) as Json), components: { ...(this.#outside(others) as Json), schemas: defined } };
  }

  /** Outside of schemas; a schema begins under `schema`. */
  #outside(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#outside(item));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !EXPLAINING.has(name))
        .map(([name, below]) => [name, name === 'schema' ? this.#schema(below, this.#isOld) : this.#outside(below)]),
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
    // OpenAPI 3.0 and draft-07 ignore what stands beside a "$ref".
    const hidesSiblings = typeof schema['$schema'] === 'string' ? schema['$schema'].includes('draft-07') : inherited;
    if (typeof schema['$ref'] === 'string' && hidesSiblings) return { $ref: schema['$ref'] };
    const plain = this.#isOld ? modern(schema) : schema;
    const words = Object.entries(plain).filter(([word]) => !DROPPED.has(word) && !word.startsWith('x-'));
    const made = Object.fromEntries(words.map(([word, value]) => [word, this.#word(word, value, hidesSiblings)]));
    return Array.isArray(schema['required'])
      ? { ...made, required: this.#required(schema['required'], schema['properties']) }
      : made;
  }

  #word(word: string, value: unknown, hidesSiblings: boolean): unknown {
    if (MAPS.has(word) && isRecord(value)) return this.#map(value, hidesSiblings);
    if (LISTS.has(word) && Array.isArray(value)) return value.map((item) => this.#schema(item, hidesSiblings));
    return ONES.has(word) ? this.#schema(value, hidesSiblings) : value;
  }

  #required(names: readonly unknown[], properties: unknown): readonly unknown[] {
    return names.filter((name) => {
      const property = isRecord(properties) ? properties[String(name)] : undefined;
      if (!isRecord(property)) return true;
      const target =
        typeof property['$ref'] === 'string' ? follow(this.#root, tokensOf(property['$ref']))?.node : undefined;
      return property[this.#oneWay] !== true && target?.[this.#oneWay] !== true;
    });
  }
}

/** Beside schemas, what holds values that look like anything. */
const EXPLAINING: ReadonlySet<string> = new Set(['example', 'examples']);

/** They say nothing of a value; ajv would look for schemas in some of them. */
const DROPPED: ReadonlySet<string> = new Set(
  '$schema $id id $comment title description default example examples xml externalDocs discriminator deprecated readOnly writeOnly nullable'.split(
    ' ',
  ),
);
const MAPS: ReadonlySet<string> = new Set(
  'properties patternProperties $defs definitions dependentSchemas dependencies'.split(' '),
);
const LISTS: ReadonlySet<string> = new Set('allOf anyOf oneOf prefixItems items'.split(' '));
const ONES: ReadonlySet<string> = new Set(
  'items additionalItems additionalProperties contains else if not propertyNames then unevaluatedItems unevaluatedProperties'.split(
    ' ',
  ),
);

/** The words of OpenAPI 3.0 in draft-07's. `nullable` needs a `type` beside it (OpenAPI 3.0.4, section 4.7.24.2). */
const modern = (schema: Json): Json => {
  const made: Record<string, unknown> = { ...schema };
  for (const side of ['minimum', 'maximum']) {
    const exclusive = `exclusive${side[0]?.toUpperCase()}${side.slice(1)}`;
    if (typeof schema[exclusive] !== 'boolean') continue;
    delete made[exclusive];
    if (!schema[exclusive] || schema[side] === undefined) continue;
    made[exclusive] = schema[side];
    delete made[side];
  }
  if (schema['nullable'] !== true || typeof schema['type'] !== 'string') return made;
  return {
    ...made,
    type: [schema['type'], 'null'],
    ...(Array.isArray(schema['enum']) && { enum: [...new Set([...(schema['enum'] as unknown[]), null])] }),
  };
};
