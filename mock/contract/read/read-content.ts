import type { ContractDocument, Located } from '../document/document.ts';
import { isObject } from '../../json.ts';
import type { HeaderContract, MediaContract } from '../operations/operation.ts';
import type { Validator } from '../schemas/violation.ts';
import { isJson, mediaTypeOf } from '../operations/operation.ts';
import { pointerTo, valueAt } from '../document/pointer.ts';
import type { Direction } from '../schemas/prepare-schema.ts';
import type { ReaderContext } from './reader-context.ts';
import { readTextual } from './read-textual.ts';
import { shapeOf } from '../schemas/shape.ts';

const ANYTHING_FITS: Validator = () => [];

/** The media types of a request body or a response. */
export const readContent = (
  reader: ReaderContext,
  holder: Located,
  direction: Direction,
  extent: Extent = direction === 'reply' ? 'with-examples' : 'without-examples',
): readonly MediaContract[] =>
  namesIn(holder, 'content').flatMap((name) =>
    reader.problems.collect(() => readMedia(reader, holder, name, direction, extent)),
  );

/** Examples are read of what the sandbox sends; of what it receives they would only be judged in vain. */
type Extent = 'with-examples' | 'without-examples';

const readMedia = (
  reader: ReaderContext,
  holder: Located,
  name: string,
  direction: Direction,
  extent: Extent,
): MediaContract => {
  const media = reader.document.locate(pointerTo(holder.pointer, 'content', name));
  const schemaPointer = schemaPointerIn(reader, media);
  const validate = validatorAt(reader, schemaPointer, direction);
  const examples = extent === 'with-examples' ? readExamples(reader, media, validate) : new Map<string, unknown>();
  const textual =
    direction === 'request' ? readTextual(reader.document, mediaTypeOf(name), media, schemaPointer) : undefined;
  return { mediaType: mediaTypeOf(name), validate, schemaPointer, examples, textual };
};

/** Where a schema stands, references followed that stand alone: what many refer to is compiled once. */
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

const validatorAt = ({ compiler }: ReaderContext, schemaPointer: string | undefined, direction: Direction): Validator =>
  schemaPointer === undefined ? ANYTHING_FITS : compiler.compile(schemaPointer, direction);

/** An example that its own schema refuses is left out, and said: it would only be refused again on its way out. */
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
    const why = `${violation.field || 'it'} ${violation.message}`;
    notices.push(`${document.source}#${pointer}: the example "${name}" is not used: ${why}`);
  }
  return declared;
};

/** The response headers that are declared, but for `Content-Type`, which `content` is about. */
export const readHeaders = (reader: ReaderContext, holder: Located): readonly HeaderContract[] =>
  namesIn(holder, 'headers')
    .filter((name) => name.toLowerCase() !== 'content-type')
    .flatMap((name) => reader.problems.collect(() => readHeader(reader, holder, name)));

const readHeader = (reader: ReaderContext, holder: Located, name: string): HeaderContract => {
  const header = reader.document.locate(pointerTo(holder.pointer, 'headers', name));
  return {
    name: name.toLowerCase(),
    required: header.node['required'] === true,
    explode: header.node['explode'] === true,
    ...readText(reader, header, 'reply'),
  };
};

/** What a parameter or a header says of its value: under `schema`, or under `content` with one media type. */
export const readText = (
  reader: ReaderContext,
  { node, pointer }: Located,
  direction: Direction,
): Pick<HeaderContract, 'isJson' | 'shape' | 'validate' | 'schemaPointer'> => {
  const [mediaType = ''] = namesIn({ node, pointer }, 'content');
  const { document } = reader;
  const holder = mediaType === '' ? { node, pointer } : document.locate(pointerTo(pointer, 'content', mediaType));
  const schemaPointer = schemaPointerIn(reader, holder);
  return {
    isJson: isJson(mediaTypeOf(mediaType)),
    // Compiled first: what cannot be followed is refused there.
    validate: validatorAt(reader, schemaPointer, direction),
    shape: shapeOf(document, schemaPointer),
    schemaPointer,
  };
};

const namesIn = ({ node }: Located, field: string): readonly string[] =>
  Object.keys(isObject(node[field]) ? node[field] : {});
