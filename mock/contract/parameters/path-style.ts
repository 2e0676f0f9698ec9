import type { ParameterContract } from '../operations/operation.ts';
import { valueIn } from './text-value.ts';

/**
 * The value of a path parameter in its style (RFC 6570, sections 3.2.5 and 3.2.7; OpenAPI 3.1.1, section 4.8.12.3): `blue`, `.blue.black`,
 * `;color=blue,black`.
 *
 * @returns `undefined` for text without the prefix that the style requires.
 */
export const pathValue = (text: string, parameter: ParameterContract): { readonly value: unknown } | undefined => {
  switch (parameter.style) {
    case 'label':
      return text.startsWith('.') ? inLabel(text.slice(1), parameter) : undefined;
    case 'matrix':
      return text.startsWith(';') ? inMatrix(text.slice(1).split(';'), parameter) : undefined;
    default:
      // In the style `simple`, a list is separated by commas, exploded or not.
      return {
        value: valueIn(isList(parameter) ? text.split(',') : [text], {
          ...parameter,
          explode: isList(parameter) || parameter.explode,
        }),
      };
  }
};

const isList = ({ shape }: ParameterContract): boolean => shape.types.has('array');

const isObjectOnly = ({ shape }: ParameterContract): boolean => shape.types.has('object') && !shape.types.has('string');

const inLabel = (text: string, parameter: ParameterContract): { readonly value: unknown } => {
  const separator = parameter.explode ? '.' : ',';
  if (isList(parameter)) return { value: valueIn(text.split(separator), { ...parameter, explode: true }) };
  return { value: valueIn([text], { ...parameter, separator }) };
};

const inMatrix = (parts: readonly string[], parameter: ParameterContract): { readonly value: unknown } | undefined => {
  if (isObjectOnly(parameter) && parameter.explode)
    return { value: valueIn([parts.join(';')], { ...parameter, separator: ';' }) };
  const prefix = `${parameter.name}=`;
  if (!parts.every((part) => part.startsWith(prefix))) return undefined;
  return {
    value: valueIn(
      parts.map((part) => part.slice(prefix.length)),
      parameter,
    ),
  };
};
