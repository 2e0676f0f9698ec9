import type { ParameterContract } from '../../mock/contract/index.ts';
import { isObject } from '../../mock/contract/index.ts';

type Written = readonly (readonly [name: string, text: string])[];

/** A value of a parameter in its style (OpenAPI 3.1.1, section 4.8.12.4), by the names under which its parts go. */
export const writtenParameter = (parameter: ParameterContract, value: unknown): Written => {
  const { name, style, explode, isJson } = parameter;
  if (isJson) return [[name, JSON.stringify(value)]];
  if (isObject(value) && style === 'deepObject')
    return Object.entries(value).map(([property, each]) => [`${name}[${property}]`, plain(each)]);
  if (isObject(value) && style === 'form' && explode)
    return Object.entries(value).map(([property, each]) => [property, plain(each)]);
  return [[name, (WRITERS.get(style) ?? inOneText)(partsOf(parameter, value), parameter)]];
};

/** The items of a list, the properties of an object, or the value alone. */
const partsOf = ({ explode }: ParameterContract, value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return [plain(value)];
  return Object.entries(value).map(([key, each]) => `${key}${explode ? '=' : ','}${plain(each)}`);
};

type Write = (parts: readonly string[], parameter: ParameterContract) => string;

const inOneText: Write = (parts, { separator = ',' }) => parts.join(separator);

const labelled: Write = (parts, { explode }) => `.${parts.join(explode ? '.' : ',')}`;

/** Exploded, each part has a name: that of the parameter, or of an object its own. */
const inMatrix: Write = (parts, { name, explode, shape }) => {
  if (!explode) return `;${name}=${parts.join(',')}`;
  const isNamed = shape.types.has('object');
  return parts.map((part) => (isNamed ? `;${part}` : `;${name}=${part}`)).join('');
};

const WRITERS: ReadonlyMap<string, Write> = new Map([
  ['label', labelled],
  ['matrix', inMatrix],
]);

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
