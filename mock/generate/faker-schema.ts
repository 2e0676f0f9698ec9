import type { JsonSchema } from 'json-schema-faker';
import type { Discriminated } from '../contract/schemas/discriminator.ts';
import { discriminatedBy } from '../contract/schemas/discriminator.ts';
import type { ContractDocument } from '../contract/document/document.ts';
import { isObject } from '../json.ts';
import { pointerTo, valueAt } from '../contract/document/pointer.ts';
import type { Direction } from '../contract/schemas/prepare-schema.ts';
import { isMarked } from '../contract/schemas/prepare-schema.ts';
import { dialectAt, hasBooleanBounds, hidesSiblings, upgradeFrom30 } from '../contract/schemas/schema-dialect.ts';
import { mapSubschemas } from '../contract/schemas/subschemas.ts';
import type { JsonObject } from '../json.ts';
import { bounded } from './bounded-schema.ts';

/** The schema at a pointer as the faker reads it: by itself, in 2020-12, without properties that only travel the other way. */
export const fakerSchemaAt = (document: ContractDocument, pointer: string, direction: Direction): JsonSchema => {
  const key = `${direction} ${pointer}`;
  const known = schemas.get(document)?.get(key);
  if (known !== undefined) return known;
  const schema = new Translation(document, direction).whole(pointer);
  schemas.set(document, (schemas.get(document) ?? new Map<string, JsonSchema>()).set(key, schema));
  return schema;
};

/** Where anything would do, an object is the likeliest. */
const ANYTHING: JsonSchema = { type: 'object' };

const schemas = new WeakMap<ContractDocument, Map<string, JsonSchema>>();

/** One schema and all that it refers to, which ends up in its `$defs`. */
class Translation {
  readonly #document: ContractDocument;
  /** The mark of properties that do not travel this way. */
  readonly #oneWay: 'readOnly' | 'writeOnly';
  readonly #names = new Map<string, string>();
  readonly #definitions: Record<string, JsonSchema> = {};

  constructor(document: ContractDocument, direction: Direction) {
    this.#document = document;
    this.#oneWay = direction === 'request' ? 'readOnly' : 'writeOnly';
  }

  whole(pointer: string): JsonSchema {
    const schema = this.#translated(valueAt(this.#document.root, pointer), pointer);
    if (!isObject(schema)) return schema === false ? false : ANYTHING;
    return Object.keys(schema).length === 0 ? ANYTHING : { ...schema, $defs: this.#definitions };
  }

  #translated(schema: unknown, pointer: string): unknown {
    if (!isObject(schema)) return schema;
    const dialect = dialectAt(this.#document, pointer);
    const { $ref: ref, ...siblings } = hasBooleanBounds(dialect) ? upgradeFrom30(schema) : schema;
    if (typeof ref !== 'string') return this.#keywords(siblings, pointer);
    const reference = { $ref: this.#referenceTo(this.#document.target(ref, pointer)) };
    const isAlone = hidesSiblings(dialect) || Object.keys(siblings).length === 0;
    // The faker does not look at what stands beside a reference.
    return isAlone ? reference : { allOf: [reference, this.#keywords(siblings, pointer)] };
  }

  #keywords(schema: JsonObject, pointer: string): JsonObject {
    const { $schema: _dialect, $id: _id, $anchor: _anchor, ...keywords } = schema;
    const below = (child: unknown, at: string): unknown => this.#translated(child, at);
    const translated = mapSubschemas(this.#travelling(keywords, pointer), pointer, below);
    return withPrefixItems(withNames(bounded(translated), discriminatedBy(this.#document, schema, pointer)));
  }

  #referenceTo(target: string): string {
    const known = this.#names.get(target);
    if (known !== undefined) return known;
    const name = `s${this.#names.size}`;
    const reference = `#/$defs/${name}`;
    // Before the schema itself, which may refer to itself.
    this.#names.set(target, reference);
    this.#definitions[name] = this.#translated(valueAt(this.#document.root, target), target) as JsonSchema;
    return reference;
  }

  #travelling({ properties, required, ...schema }: JsonObject, pointer: string): JsonObject {
    if (!isObject(properties)) return { ...schema, ...(required !== undefined && { required }) };
    const travels = (name: string): boolean =>
      !isMarked(this.#document, pointerTo(pointer, 'properties', name), this.#oneWay);
    const names = Object.keys(properties).filter(travels);
    const isNeeded = (name: unknown): boolean => !Object.hasOwn(properties, String(name)) || travels(String(name));
    return {
      ...schema,
      properties: Object.fromEntries(names.map((name) => [name, properties[name]])),
      ...(Array.isArray(required) && { required: required.filter(isNeeded) }),
    };
  }
}

/** Each schema of a choice with the value of the property that means it. */
const withNames = (schema: JsonObject, choice: Discriminated | undefined): JsonObject => {
  if (choice === undefined) return schema;
  const { property, keyword, names } = choice;
  const named = (schema[keyword] as readonly unknown[]).map((branch, index) => ({
    allOf: [branch, { type: 'object', required: [property], properties: { [property]: { const: names[index]?.[0] } } }],
  }));
  return { ...schema, [keyword]: named };
};

/** Draft-07 and 2019-09 write tuples as a list of `items`. */
const withPrefixItems = ({ items, additionalItems, ...schema }: JsonObject): JsonObject => {
  if (!Array.isArray(items)) return { ...schema, ...(items !== undefined && { items }) };
  return { ...schema, prefixItems: items, ...(additionalItems !== undefined && { items: additionalItems }) };
};
