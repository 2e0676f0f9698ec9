import type { JsonObject } from '../exchange.ts';
import type { ContractDocument, Located } from './document.ts';
import { isObject } from './document.ts';
import { pointerTo, valueAt } from './pointer.ts';
import { subschemasUnder } from './subschemas.ts';

/** What a schema says of its values, roughly: for reading text as a value, and for finding properties by name. */
export interface Shape {
  /** The JSON types that it allows. Empty: any. */
  readonly types: ReadonlySet<string>;
  /** Of an array's items. */
  readonly items: Shape | undefined;
  /** Of an object's properties, by name. */
  readonly properties: ReadonlyMap<string, Shape>;
}

export const ANY_SHAPE: Shape = { types: new Set(), items: undefined, properties: new Map() };

/** The shape of a schema, however it puts it together. */
export const shapeOf = (document: ContractDocument, pointer: string | undefined, depth = 3): Shape => {
  if (pointer === undefined || depth === 0) return ANY_SHAPE;
  const layers = layersOf(document, pointer);
  const list = layers.find(({ node }) => node['items'] !== undefined);
  return {
    types: new Set(layers.flatMap(({ node }) => typesOf(node))),
    items: list && shapeOf(document, pointerTo(list.pointer, 'items'), depth - 1),
    properties: new Map(
      layers.flatMap(propertiesOf).map(([name, below]) => [name, shapeOf(document, below, depth - 1)]),
    ),
  };
};

/** The schemas that judge one value together, however deep in references and compositions. */
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
