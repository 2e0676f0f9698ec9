import type { Located } from '../document/document.ts';
import type { ParameterContract, ParameterStyle } from '../operations/operation.ts';
import { pointerTo } from '../document/pointer.ts';
import { readText } from './read-content.ts';
import type { ReaderContext } from './reader-context.ts';
import { DELIMITERS } from '../parameters/text-value.ts';

/** An operation's own parameter stands in for one of its path item with the same name and place. */
export const readParameters = (reader: ReaderContext, pathItem: string, operation: string): readonly ParameterContract[] => {
  const byKey = new Map<string, ParameterContract>();
  for (const holder of [pathItem, operation]) {
    for (const parameter of parametersAt(reader, holder)) byKey.set(keyOf(parameter), parameter);
  }
  return [...byKey.values()].filter((parameter) => !isIgnored(parameter));
};

const parametersAt = (reader: ReaderContext, holder: string): readonly ParameterContract[] => {
  const declared = reader.document.locate(holder).node['parameters'];
  if (!Array.isArray(declared)) return [];
  return [...declared.keys()].flatMap((index) =>
    reader.problems.collect(() =>
      readParameter(reader, reader.document.locate(pointerTo(holder, 'parameters', index))),
    ),
  );
};

/** Header names are the same in any case, others are not. */
const keyOf = ({ name, in: place }: ParameterContract): string =>
  `${place} ${place === 'header' ? name.toLowerCase() : name}`;

/** OpenAPI 3.1.1, section 4.8.12.2.1: these are told elsewhere, and as parameters they "SHALL be ignored". */
const isIgnored = ({ name, in: place }: ParameterContract): boolean =>
  place === 'header' && ['accept', 'authorization', 'content-type'].includes(name.toLowerCase());

const readParameter = (reader: ReaderContext, located: Located): ParameterContract => {
  const { node, pointer } = located;
  const { document } = reader;
  const place = node['in'] as ParameterContract['in'];
  const styles = STYLES.get(place) ?? [];
  const [usual] = styles;
  if (typeof node['name'] !== 'string' || usual === undefined) {
    throw document.error(pointer, 'is no parameter with a "name" and an "in"', 'Give it both.');
  }
  const style = styles.find((served) => served === (node['style'] ?? usual));
  if (style === undefined) {
    const problem = `has the style ${JSON.stringify(node['style'])}, which no parameter in ${place} has`;
    throw document.error(pointer, problem, `Use ${styles.join(', ')}.`);
  }
  const separator = DELIMITERS.get(style);
  return {
    name: node['name'],
    in: place,
    required: node['required'] === true || place === 'path',
    style,
    explode: typeof node['explode'] === 'boolean' ? node['explode'] : style === 'form',
    ...(separator !== undefined && { separator }),
    mayBeEmpty: place === 'query' && node['allowEmptyValue'] === true,
    ...readText(reader, located, 'request'),
  };
};

/** The styles that there are in each place, the default first (OpenAPI 3.1.1, section 4.8.12.2.1). */
const STYLES: ReadonlyMap<string, readonly ParameterStyle[]> = new Map<string, readonly ParameterStyle[]>([
  ['path', ['simple', 'label', 'matrix']],
  ['query', ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject']],
  ['header', ['simple']],
  ['cookie', ['form']],
]);
