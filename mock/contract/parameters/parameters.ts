import type { Exchange } from '../../exchange.ts';
import { cookiesOf, queryOf } from '../../request.ts';
import type { ParameterContract } from '../operations/operation.ts';
import { bracketedValue, bracketPath } from './bracketed.ts';
import { pathValue } from './path-style.ts';
import { pointerTo } from '../document/pointer.ts';
import { objectFrom, valueIn } from './text-value.ts';
import type { Violation } from '../schemas/violation.ts';

/** What is wrong with a request's path, query, header and cookie parameters. */
export const parameterViolations = (exchange: Exchange): readonly Violation[] =>
  readParameters(exchange).flatMap(({ parameter, read }) => violationsOf(parameter, read));

/** The parameters that a request bears. */
export const parametersSent = (exchange: Exchange): readonly ParameterContract[] =>
  readParameters(exchange).flatMap(({ parameter, read }) => (read === undefined ? [] : [parameter]));

const readParameters = (exchange: Exchange): readonly { parameter: ParameterContract; read: Read }[] => {
  const { parameters } = exchange.operation;
  const query = parameters.some(({ in: place }) => place === 'query') ? queryOf(exchange.request) : NO_QUERY;
  return parameters.map((parameter) => ({ parameter, read: parameterIn(exchange, query, parameter) }));
};

const NO_QUERY = new URLSearchParams();

/** A parameter's value, as far as it can be read; `undefined` if the parameter is absent. */
type Read = { readonly value: unknown } | undefined;

const parameterIn = (exchange: Exchange, query: URLSearchParams, parameter: ParameterContract): Read => {
  if (parameter.in === 'path') return pathRead(exchange, parameter);
  if (isSpreadObject(parameter)) return spreadObjectIn(query, parameter);
  const texts = textsOf(exchange, query, parameter);
  return texts && { value: valueIn(texts, parameter) };
};

const pathRead = ({ pathParameters }: Exchange, parameter: ParameterContract): Read => {
  const text = pathParameters.get(parameter.name);
  return text === undefined ? undefined : pathValue(text, parameter);
};

/** An object whose properties are query parameters of their own. */
const isSpreadObject = ({ in: place, style, explode, isJson, shape }: ParameterContract): boolean =>
  place === 'query' && !isJson && shape.types.has('object') && (style === 'deepObject' || explode);

/** `deepObject`: `filter[name]=Rex`, nested as deep as it likes; else `name=Rex`, for the properties that are declared. */
const spreadObjectIn = (query: URLSearchParams, { name, style, shape }: ParameterContract): Read => {
  if (style === 'deepObject') {
    const entries = [...query].map(([key, text]) => [bracketPath(key), text] as const);
    const own = entries.flatMap(([[first, ...rest], text]) =>
      first === name && rest.length > 0 ? [[rest, text] as const] : [],
    );
    return own.length === 0 ? undefined : { value: bracketedValue(own, shape) };
  }
  const pairs = [...query].filter(([key]) => shape.properties.has(key));
  return pairs.length === 0 ? undefined : { value: objectFrom(pairs, shape) };
};

/** The values as they stand in the request; `undefined` if the parameter is absent. */
const textsOf = (
  { request }: Exchange,
  query: URLSearchParams,
  { name, in: place }: ParameterContract,
): readonly string[] | undefined => {
  switch (place) {
    case 'query':
      return query.has(name) ? query.getAll(name) : undefined;
    case 'header':
      return request.headers.get(name.toLowerCase());
    default: {
      const value = cookiesOf(request).get(name);
      return value === undefined ? undefined : [value];
    }
  }
};

const violationsOf = (parameter: ParameterContract, read: Read): readonly Violation[] => {
  if (read === undefined) return parameter.required ? [missing(parameter)] : [];
  if (read.value === '' && parameter.mayBeEmpty) return [];
  return parameter.validate(read.value).map((violation) => ({
    ...violation,
    field: [parameter.name, violation.field].filter(Boolean).join('.'),
    pointer: pointerTo('', parameter.in, parameter.name) + violation.pointer,
  }));
};

const missing = ({ name, in: place }: ParameterContract): Violation => ({
  pointer: pointerTo('', place, name),
  field: name,
  rule: 'required',
  message: `is required in the ${place}`,
});
