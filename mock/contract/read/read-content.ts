import { isObject } from '../../json.ts';
import type { ContractDocument, Located } from '../document/document.ts';
import { pointerTo, valueAt } from '../document/pointer.ts';
import type { HeaderContract, MediaContract } from '../operations/operation.ts';
import { isJson, mediaTypeOf } from '../operations/operation.ts';
import type { Direction } from '../schemas/prepare-schema.ts';
import { shapeOf } from '../schemas/shape.ts';
import type { Validator } from '../schemas/violation.ts';
import { readTextual } from './read-textual.ts';
import type { ReaderContext } from './reader-context.ts';

const ACCEPT_ALL: Validator = () => [];

/** The media types of a request body or a response. */
export const readContent = (
  reader: ReaderContext,
  parent: Located,
  direction: Direction,
  extent: Extent = direction === 'reply' ? 'with-examples' : 'without-examples',
): readonly MediaContract[] =>
  namesIn(parent, 'content').flatMap((name) =>
    reader.problems.collect(() => readMedia(reader, parent, name, direction, extent)),
  );

/** Examples are read only for bodies that the sandbox sends; for those that it receives, validating them would be wasted work. */
type Extent = 'with-examples' | 'without-examples';

const readMedia = (
  reader: ReaderContext,
  parent: Located,
  name: string,
  direction: Direction,
  extent: Extent,
): MediaContract => {
  const media = reader.document.locate(pointerTo(parent.pointer, 'content', name));
  const schemaPointer = schemaPointerIn(reader, media);
  const validate = validatorAt(reader, schemaPointer, direction);
  const examples = extent === 'with-examples' ? readExamples(reader, media, validate) : new Map<string, unknown>();
  const textual =
    direction === 'request' ? readTextual(reader.document, mediaTypeOf(name), media, schemaPointer) : undefined;
  return { mediaType: mediaTypeOf(name), validate, schemaPointer, examples, textual };
};

/** The pointer of a schema. A lone `$ref` is followed, so that a shared schema is compiled once. */
const schemaPointerIn = ({ document }: ReaderContext, { node, pointer }: Located): string | undefined => {
  if (node['schema'] === undefined) return undefined;
  const visited = new Set<string>();
  let at = pointerTo(pointer, 'schema');
  for (
    let ref = loneReference(document, at);
    ref !== undefined && !visited.has(at);
    ref = loneReference(document, at)
  ) {
    visited.add(at);
    at = document.target(ref, at);
  }
  return at;
};

const loneReference = ({ root }: ContractDocument, pointer: string): string | undefined => {
  const schema = valueAt(root, pointer);
  if (!isObject(schema) || Object.keys(schema).length !== 1) return undefined;
  return typeof schema['$ref'] === 'string' ? schema['$ref'] : undefined;
};

const validatorAt = (
  { compiler }: ReaderContext,
  schemaPointer: string | undefined,
  direction: Direction,
): Validator => (schemaPointer === undefined ? ACCEPT_ALL : compiler.compile(schemaPointer, direction));

/** An example that does not fit its schema is skipped with a notice: sending it would break the contract. */
const readExamples = (
  { document, notices, isTrusted }: ReaderContext,
  { node, pointer }: Located,
  validate: Validator,
): ReadonlyMap<string, unknown> => {
  const declared = new Map<string, unknown>();
  if (node['example'] !== undefined) declared.set('example', node['example']);
  for (const name of namesIn({ node, pointer }, 'examples')) {
    const example = document.locate(pointerTo(pointer, 'examples', name)).node;
    if (example['value'] !== undefined) declared.set(name, example['value']);
  }
  if (isTrusted) return declared;
  for (const [name, value] of declared) {
    const violation = validate(value)[0];
    if (violation === undefined) continue;
    declared.delete(name);
    const reason = `${violation.field || 'it'} ${violation.message}`;
    notices.push(`${document.source}#${pointer}: the example "${name}" is not used: ${reason}`);
  }
  return declared;
};

/** The declared response headers, except `Content-Type`, which `content` declares. */
export const readHeaders = (reader: ReaderContext, parent: Located): readonly HeaderContract[] =>
  namesIn(parent, 'headers')
    .filter((name) => name.toLowerCase() !== 'content-type')
    .flatMap((name) => reader.problems.collect(() => readHeader(reader, parent, name)));

const readHeader = (reader: ReaderContext, parent: Located, name: string): HeaderContract => {
  const header = reader.document.locate(pointerTo(parent.pointer, 'headers', name));
  return {
    name: name.toLowerCase(),
    required: header.node['required'] === true,
    explode: header.node['explode'] === true,
    ...readText(reader, header, 'reply'),
  };
};

/** How a parameter or a header describes its value: under `schema`, or under `content` with one media type. */
export const readText = (
  reader: ReaderContext,
  { node, pointer }: Located,
  direction: Direction,
): Pick<HeaderContract, 'isJson' | 'shape' | 'validate' | 'schemaPointer'> => {
  const [mediaType = ''] = namesIn({ node, pointer }, 'content');
  const { document } = reader;
  const parent = mediaType === '' ? { node, pointer } : document.locate(pointerTo(pointer, 'content', mediaType));
  const schemaPointer = schemaPointerIn(reader, parent);
  return {
    isJson: isJson(mediaTypeOf(mediaType)),
    // Compiled first: an unresolvable reference is refused there.
    validate: validatorAt(reader, schemaPointer, direction),
    shape: shapeOf(document, schemaPointer),
    schemaPointer,
  };
};

const namesIn = ({ node }: Located, field: string): readonly string[] =>
  Object.keys(isObject(node[field]) ? node[field] : {});
