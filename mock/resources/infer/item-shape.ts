import { pointerTo } from '../../contract/document/pointer.ts';
import type { MediaContract, Operation, ParameterContract } from '../../contract/operations/operation.ts';
import { isJson, successOf } from '../../contract/operations/operation.ts';
import { isMarked } from '../../contract/schemas/prepare-schema.ts';
import type { Shape } from '../../contract/schemas/shape.ts';
import { layersOf, shapeOf } from '../../contract/schemas/shape.ts';
import { isObject } from '../../json.ts';
import type { Resource } from './resource.ts';
import { plainName } from '../../contract/operations/plain-name.ts';

/** How deep the schema of a success is searched: an envelope, a list in it, an item, its properties. */
const DEPTH = 5;

const successMedia = (operation: Operation): MediaContract | undefined =>
  successOf(operation).content.find(({ mediaType }) => isJson(mediaType) || mediaType.includes('*'));

/** The shape of an operation's JSON success body. */
export const successShape = (operation: Operation): Shape | undefined => {
  const media = successMedia(operation);
  return media?.schemaPointer === undefined ? undefined : shapeOf(operation.document, media.schemaPointer, DEPTH);
};

/** Whether a body fits the declared success of an operation. */
export const fitsSuccess = (operation: Operation, body: unknown): boolean => {
  const media = successMedia(operation);
  return media === undefined || media.validate(body).length === 0;
};

/** The shape of an item, from the model operation of its resource. */
export const shapeOfItem = ({ model: { operation, itemPath = [] } }: Resource): Shape | undefined =>
  itemPath.reduce<Shape | undefined>((at, name) => at?.properties.get(name), successShape(operation));

/** Properties that a request cannot set (OpenAPI 3.0.4, section 4.7.24.2: they should not be sent); if they are sent, they are ignored. */
export const readOnlyIn = ({ document, requestBody }: Operation): ReadonlySet<string> => {
  const pointers = (requestBody?.content ?? []).flatMap(({ schemaPointer }) => schemaPointer ?? []);
  const layers = pointers.flatMap((pointer) => layersOf(document, pointer));
  const names = layers.flatMap(({ node, pointer }) =>
    Object.keys(isObject(node['properties']) ? node['properties'] : {}).filter((name) =>
      isMarked(document, pointerTo(pointer, 'properties', name), 'readOnly'),
    ),
  );
  return new Set(names);
};

/** The path to a matching shape: the root, else one of its properties, as in `{ "data": … }`. */
export const pathWhere = (shape: Shape, matches: (shape: Shape) => boolean): readonly string[] | undefined => {
  if (matches(shape)) return [];
  const names = [...shape.properties].filter(([, property]) => matches(property)).map(([name]) => name);
  const best = names.find((name) => ENVELOPES.has(plainName(name))) ?? names[0];
  return best === undefined ? undefined : [best];
};

const ENVELOPES: ReadonlySet<string> = new Set(['data', 'item', 'items', 'result', 'results', 'records', 'entries']);

/** The property of an item that a path parameter refers to, if there is one. */
export const idFieldOf = (
  { properties }: Shape,
  { name: parameter, shape }: Pick<ParameterContract, 'name'> & Partial<Pick<ParameterContract, 'shape'>>,
  singular: string,
): string | undefined => {
  const names = [...properties.keys()];
  const plainParameter = plainName(parameter);
  const candidates = [
    plainParameter,
    ...(mayBeCalledId(plainParameter, singular) ? ['id'] : []),
    `${plainName(singular)}id`,
  ];
  const found = candidates.flatMap((candidate) => names.find((name) => plainName(name) === candidate) ?? [])[0];
  const isNumberForText =
    found !== undefined && !plainParameter.endsWith('id') && isText(shape) && isNumber(properties.get(found));
  return isNumberForText ? NAMES.find((name) => isText(properties.get(name))) : found;
};

/** What a text parameter such as `{org}` refers to where the ids of items are numbers. */
const NAMES = ['login', 'slug', 'name', 'key', 'code'];

const isText = (shape: Shape | undefined): boolean => shape?.types.size === 1 && shape.types.has('string');

const isNumber = (shape: Shape | undefined): boolean =>
  shape !== undefined && !shape.types.has('string') && (shape.types.has('integer') || shape.types.has('number'));

/** `{petId}`, `{id}` and `{pet}` may all refer to the property `id`; `{username}` does not. */
const mayBeCalledId = (parameter: string, singular: string): boolean =>
  parameter.endsWith('id') || parameter === plainName(singular);
