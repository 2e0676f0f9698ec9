import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { ContractDocument, Located } from '../document/document.ts';
import { pointerTo, valueAt } from '../document/pointer.ts';
import { subschemasUnder } from './subschemas.ts';

/** A simplified view of a schema, for parsing text into values and for finding properties by name. */
export interface Shape {
  /** The JSON types that it allows. Empty means any. */
  readonly types: ReadonlySet<string>;
  /** Of an array's items. */
  readonly items: Shape | undefined;
  /** Of an object's properties, by name. */
  readonly properties: ReadonlyMap<string, Shape>;
}

export const ANY_SHAPE: Shape = { types: new Set(), items: undefined, properties: new Map() };

/**
 * The shape of a schema, with references and compositions merged. Computed lazily: where resources contain each other, four full levels
 * would be millions of shapes.
 */
export const shapeOf = (document: ContractDocument, pointer: string | undefined, depth = 3): Shape =>
  pointer === undefined || depth === 0 ? ANY_SHAPE : new SchemaShape(document, pointer, depth);

class SchemaShape implements Shape {
  readonly #document: ContractDocument;
  readonly #pointer: string;
  readonly #depth: number;
  #knownLayers: readonly Located[] | undefined;
  #types: ReadonlySet<string> | undefined;
  #properties: ReadonlyMap<string, Shape> | undefined;

  constructor(document: ContractDocument, pointer: string, depth: number) {
    this.#document = document;
    this.#pointer = pointer;
    this.#depth = depth;
  }

  get types(): ReadonlySet<string> {
    return (this.#types ??= new Set(this.#layers.flatMap(({ node }) => typesOf(node))));
  }

  get items(): Shape | undefined {
    const list = this.#layers.find(({ node }) => node['items'] !== undefined);
    return list && this.#below(pointerTo(list.pointer, 'items'));
  }

  get properties(): ReadonlyMap<string, Shape> {
    return (this.#properties ??= new Map(
      this.#layers.flatMap(propertiesOf).map(([name, pointer]) => [name, this.#below(pointer)]),
    ));
  }

  get #layers(): readonly Located[] {
    return (this.#knownLayers ??= layersOf(this.#document, this.#pointer));
  }

  #below(pointer: string): Shape {
    return shapeOf(this.#document, pointer, this.#depth - 1);
  }
}

/** The schemas that apply to the same value, found through references and compositions at any depth. */
export const layersOf = (document: ContractDocument, pointer: string, seen = new Set<string>()): readonly Located[] => {
  const node = valueAt(document.root, pointer);
  if (!isObject(node) || seen.has(pointer)) return [];
  seen.add(pointer);
  const target = typeof node['$ref'] === 'string' ? [document.target(node['$ref'], pointer)] : [];
  const below = [...target, ...subschemasUnder(COMPOSED, node, pointer)].flatMap((at) => layersOf(document, at, seen));
  return [{ node, pointer }, ...below];
};

const COMPOSED = ['allOf', 'anyOf', 'oneOf'];

const propertiesOf = ({ node, pointer }: Located): readonly (readonly [string, string])[] =>
  Object.keys(isObject(node['properties']) ? node['properties'] : {}).map((name) => [
    name,
    pointerTo(pointer, 'properties', name),
  ]);

const typesOf = ({ type, enum: values, const: value }: JsonObject): readonly string[] => {
  if (type !== undefined) return [type].flat() as string[];
  if (Array.isArray(values)) return values.map(typeOf);
  return value === undefined ? [] : [typeOf(value)];
};

/** The JSON type of a value. */
export const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};
