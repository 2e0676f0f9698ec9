import type { ParameterContract } from '../../mock/contract/index.ts';
import { isObject } from '../../mock/contract/index.ts';

type Written = readonly (readonly [name: string, text: string])[];

/** Serializes a parameter value in the parameter's style (OpenAPI 3.1.1, section 4.8.12.4), as pairs of name and text. */
export const writtenParameter = (parameter: ParameterContract, value: unknown): Written => {
  const { name, style, explode, isJson } = parameter;
  if (isJson) return [[name, JSON.stringify(value)]];
  if (isObject(value) && style === 'deepObject')
    return Object.entries(value).map(([property, each]) => [`${name}[${property}]`, plainText(each)]);
  if (isObject(value) && style === 'form' && explode)
    return Object.entries(value).map(([property, each]) => [property, plainText(each)]);
  return [[name, (WRITERS.get(style) ?? joined)(partsOf(parameter, value), parameter)]];
};

/** The items of a list, the properties of an object, or the single value. */
const partsOf = ({ explode }: ParameterContract, value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.map(plainText);
  if (!isObject(value)) return [plainText(value)];
  return Object.entries(value).map(([key, each]) => `${key}${explode ? '=' : ','}${plainText(each)}`);
};

type Write = (parts: readonly string[], parameter: ParameterContract) => string;

const joined: Write = (parts, { separator = ',' }) => parts.join(separator);

const inLabel: Write = (parts, { explode }) => `.${parts.join(explode ? '.' : ',')}`;

/** If exploded, each part has a name: that of the parameter, or for an object that of the property. */
const inMatrix: Write = (parts, { name, explode, shape }) => {
  if (!explode) return `;${name}=${parts.join(',')}`;
  const isNamed = shape.types.has('object');
  return parts.map((part) => (isNamed ? `;${part}` : `;${name}=${part}`)).join('');
};

const WRITERS: ReadonlyMap<string, Write> = new Map([
  ['label', inLabel],
  ['matrix', inMatrix],
]);

const plainText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
