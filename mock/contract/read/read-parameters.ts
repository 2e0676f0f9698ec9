import type { Located } from '../document/document.ts';
import { pointerTo } from '../document/pointer.ts';
import type { ParameterContract, ParameterStyle } from '../operations/operation.ts';
import { DELIMITERS } from '../parameters/text-value.ts';
import { readText } from './read-content.ts';
import type { ReaderContext } from './reader-context.ts';

/** A parameter of the operation overrides one of its path item with the same name and location. */
export const readParameters = (
  reader: ReaderContext,
  pathItem: string,
  operation: string,
): readonly ParameterContract[] => {
  const byKey = new Map<string, ParameterContract>();
  for (const parent of [pathItem, operation]) {
    for (const parameter of parametersAt(reader, parent)) byKey.set(keyOf(parameter), parameter);
  }
  return [...byKey.values()].filter((parameter) => !isIgnored(parameter));
};

const parametersAt = (reader: ReaderContext, parent: string): readonly ParameterContract[] => {
  const declared = reader.document.locate(parent).node['parameters'];
  if (!Array.isArray(declared)) return [];
  return [...declared.keys()].flatMap((index) =>
    reader.problems.collect(() =>
      readParameter(reader, reader.document.locate(pointerTo(parent, 'parameters', index))),
    ),
  );
};

/** Header names are case-insensitive, the others are not. */
const keyOf = ({ name, in: location }: ParameterContract): string =>
  `${location} ${location === 'header' ? name.toLowerCase() : name}`;

/** OpenAPI 3.1.1, section 4.8.12.2.1: these are described elsewhere, and as parameters they "SHALL be ignored". */
const isIgnored = ({ name, in: location }: ParameterContract): boolean =>
  location === 'header' && ['accept', 'authorization', 'content-type'].includes(name.toLowerCase());

const readParameter = (reader: ReaderContext, located: Located): ParameterContract => {
  const { node, pointer } = located;
  const { document } = reader;
  const location = node['in'] as ParameterContract['in'];
  const styles = STYLES.get(location) ?? [];
  const [defaultStyle] = styles;
  if (typeof node['name'] !== 'string' || defaultStyle === undefined) {
    throw document.error(
      pointer,
      'is not a parameter with a valid "name" and "in"',
      'Add a "name", and an "in" of path, query, header or cookie.',
    );
  }
  const style = styles.find((supported) => supported === (node['style'] ?? defaultStyle));
  if (style === undefined) {
    const problem = `has the style ${JSON.stringify(node['style'])}, which a ${location} parameter cannot have`;
    throw document.error(pointer, problem, `Use ${styles.join(', ')}.`);
  }
  const separator = DELIMITERS.get(style);
  return {
    name: node['name'],
    in: location,
    required: node['required'] === true || location === 'path',
    style,
    explode: typeof node['explode'] === 'boolean' ? node['explode'] : style === 'form',
    ...(separator !== undefined && { separator }),
    mayBeEmpty: location === 'query' && node['allowEmptyValue'] === true,
    ...readText(reader, located, 'request'),
  };
};

/** The styles of each location, the default first (OpenAPI 3.1.1, section 4.8.12.2.1). */
const STYLES: ReadonlyMap<string, readonly ParameterStyle[]> = new Map<string, readonly ParameterStyle[]>([
  ['path', ['simple', 'label', 'matrix']],
  ['query', ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject']],
  ['header', ['simple']],
  ['cookie', ['form']],
]);
