import type { JsonSchema } from 'json-schema-faker';
import type { ContractDocument } from '../../contract/document/document.ts';
import { pointerTo, valueAt } from '../../contract/document/pointer.ts';
import type { Discriminated } from '../../contract/schemas/discriminator.ts';
import { discriminatedBy } from '../../contract/schemas/discriminator.ts';
import type { Direction } from '../../contract/schemas/prepare-schema.ts';
import { isMarked } from '../../contract/schemas/prepare-schema.ts';
import { dialectAt, hasBooleanBounds, hidesSiblings, upgradeFrom30 } from '../../contract/schemas/schema-dialect.ts';
import { mapSubschemas } from '../../contract/schemas/subschemas.ts';
import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import { bounded } from './bounded-schema.ts';

/** The schema at a pointer, prepared for the faker: self-contained, in 2020-12, without properties of the other direction. */
export const fakerSchemaAt = (document: ContractDocument, pointer: string, direction: Direction): JsonSchema => {
  const key = `${direction} ${pointer}`;
  const known = schemaCache.get(document)?.get(key);
  if (known !== undefined) return known;
  const schema = new Translation(document, direction).translate(pointer);
  schemaCache.set(document, (schemaCache.get(document) ?? new Map<string, JsonSchema>()).set(key, schema));
  return schema;
};

/** Where any value is allowed, an object is the most likely one. */
const ANY_OBJECT: JsonSchema = { type: 'object' };

const schemaCache = new WeakMap<ContractDocument, Map<string, JsonSchema>>();

/** Translates one schema; the schemas that it refers to are collected in its `$defs`. */
class Translation {
  readonly #document: ContractDocument;
  /** Marks the properties that are not sent in this direction. */
  readonly #oneWay: 'readOnly' | 'writeOnly';
  readonly #names = new Map<string, string>();
  readonly #definitions: Record<string, JsonSchema> = {};

  constructor(document: ContractDocument, direction: Direction) {
    this.#document = document;
    this.#oneWay = direction === 'request' ? 'readOnly' : 'writeOnly';
  }

  translate(pointer: string): JsonSchema {
    const schema = this.#translated(valueAt(this.#document.root, pointer), pointer);
    if (!isObject(schema)) return schema === false ? false : ANY_OBJECT;
    return Object.keys(schema).length === 0 ? ANY_OBJECT : { ...schema, $defs: this.#definitions };
  }

  #translated(schema: unknown, pointer: string): unknown {
    if (!isObject(schema)) return schema;
    const dialect = dialectAt(this.#document, pointer);
    const { $ref: ref, ...siblings } = hasBooleanBounds(dialect) ? upgradeFrom30(schema) : schema;
    if (typeof ref !== 'string') return this.#keywords(siblings, pointer);
    const reference = { $ref: this.#referenceTo(this.#document.target(ref, pointer)) };
    const isAlone = hidesSiblings(dialect) || Object.keys(siblings).length === 0;
    // The faker ignores keywords next to a reference.
    return isAlone ? reference : { allOf: [reference, this.#keywords(siblings, pointer)] };
  }

  #keywords(schema: JsonObject, pointer: string): JsonObject {
    const { $schema: _dialect, $id: _id, $anchor: _anchor, ...keywords } = schema;
    const below = (child: unknown, at: string): unknown => this.#translated(child, at);
    const translated = mapSubschemas(this.#withoutOneWay(keywords, pointer), pointer, below);
    return withPrefixItems(
      withDiscriminatorValues(bounded(translated), discriminatedBy(this.#document, schema, pointer)),
    );
  }

  #referenceTo(target: string): string {
    const known = this.#names.get(target);
    if (known !== undefined) return known;
    const name = `s${this.#names.size}`;
    const reference = `#/$defs/${name}`;
    // Set before the schema is translated, since it may refer to itself.
    this.#names.set(target, reference);
    this.#definitions[name] = this.#translated(valueAt(this.#document.root, target), target) as JsonSchema;
    return reference;
  }

  /** Removes the properties that are not sent in this direction. */
  #withoutOneWay({ properties, required, ...schema }: JsonObject, pointer: string): JsonObject {
    if (!isObject(properties)) return { ...schema, ...(required !== undefined && { required }) };
    const isIncluded = (name: string): boolean =>
      !isMarked(this.#document, pointerTo(pointer, 'properties', name), this.#oneWay);
    const names = Object.keys(properties).filter(isIncluded);
    const isRequired = (name: unknown): boolean => !Object.hasOwn(properties, String(name)) || isIncluded(String(name));
    return {
      ...schema,
      properties: Object.fromEntries(names.map((name) => [name, properties[name]])),
      ...(Array.isArray(required) && { required: required.filter(isRequired) }),
    };
  }
}

/** Adds to each alternative the discriminator value that selects it. */
const withDiscriminatorValues = (schema: JsonObject, choice: Discriminated | undefined): JsonObject => {
  if (choice === undefined) return schema;
  const { property, keyword, names } = choice;
  const branches = (schema[keyword] as readonly unknown[]).map((branch, index) => ({
    allOf: [branch, { type: 'object', required: [property], properties: { [property]: { const: names[index]?.[0] } } }],
  }));
  return { ...schema, [keyword]: branches };
};

/** Converts tuples, which draft-07 and 2019-09 write as a list of `items`. */
const withPrefixItems = ({ items, additionalItems, ...schema }: JsonObject): JsonObject => {
  if (!Array.isArray(items)) return { ...schema, ...(items !== undefined && { items }) };
  return { ...schema, prefixItems: items, ...(additionalItems !== undefined && { items: additionalItems }) };
};
