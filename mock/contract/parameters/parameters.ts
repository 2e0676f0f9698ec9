import type { SandboxRequest } from '../../request.ts';
import { cookiesOf, queryOf } from '../../request.ts';
import { pointerTo } from '../document/pointer.ts';
import type { Operation, ParameterContract } from '../operations/operation.ts';
import type { Violation } from '../schemas/violation.ts';
import { bracketedValue, bracketPath } from './bracketed.ts';
import { pathValue } from './path-style.ts';
import { objectFrom, valueIn } from './text-value.ts';

/** A request, its operation, and the path parameters as they stood in the URL, percent-decoded. */
export interface RoutedRequest {
  readonly request: SandboxRequest;
  readonly operation: Operation;
  readonly pathParameters: ReadonlyMap<string, string>;
}

/** The violations in a request's path, query, header and cookie parameters. */
export const parameterViolations = (exchange: RoutedRequest): readonly Violation[] =>
  readParameters(exchange).flatMap(({ parameter, found }) => violationsOf(parameter, found));

/** The parameters that a request contains. */
export const parametersSent = (exchange: RoutedRequest): readonly ParameterContract[] =>
  readParameters(exchange).flatMap(({ parameter, found }) => (found === undefined ? [] : [parameter]));

const readParameters = (exchange: RoutedRequest): readonly { parameter: ParameterContract; found: FoundValue }[] => {
  const { parameters } = exchange.operation;
  const query = parameters.some(({ in: location }) => location === 'query') ? queryOf(exchange.request) : NO_QUERY;
  return parameters.map((parameter) => ({ parameter, found: parameterIn(exchange, query, parameter) }));
};

const NO_QUERY = new URLSearchParams();

/** The parsed value of a parameter; `undefined` if the parameter is absent. */
type FoundValue = { readonly value: unknown } | undefined;

const parameterIn = (exchange: RoutedRequest, query: URLSearchParams, parameter: ParameterContract): FoundValue => {
  if (parameter.in === 'path') return pathParameterIn(exchange, parameter);
  if (isSpreadObject(parameter)) return spreadObjectIn(query, parameter);
  const texts = textsOf(exchange, query, parameter);
  return texts && { value: valueIn(texts, parameter) };
};

const pathParameterIn = ({ pathParameters }: RoutedRequest, parameter: ParameterContract): FoundValue => {
  const text = pathParameters.get(parameter.name);
  return text === undefined ? undefined : pathValue(text, parameter);
};

/** Whether a parameter is an object whose properties are sent as separate query parameters. */
const isSpreadObject = ({ in: location, style, explode, isJson, shape }: ParameterContract): boolean =>
  location === 'query' && !isJson && shape.types.has('object') && (style === 'deepObject' || explode);

/** `deepObject`: `filter[name]=Rex`, at any depth; else `name=Rex`, for the declared properties. */
const spreadObjectIn = (query: URLSearchParams, { name, style, shape }: ParameterContract): FoundValue => {
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

/** The values as sent; `undefined` if the parameter is absent. */
const textsOf = (
  { request }: RoutedRequest,
  query: URLSearchParams,
  { name, in: location }: ParameterContract,
): readonly string[] | undefined => {
  switch (location) {
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

const violationsOf = (parameter: ParameterContract, found: FoundValue): readonly Violation[] => {
  if (found === undefined) return parameter.required ? [missing(parameter)] : [];
  if (found.value === '' && parameter.mayBeEmpty) return [];
  return parameter.validate(found.value).map((violation) => ({
    ...violation,
    field: [parameter.name, violation.field].filter(Boolean).join('.'),
    pointer: pointerTo('', parameter.in, parameter.name) + violation.pointer,
  }));
};

const missing = ({ name, in: location }: ParameterContract): Violation => ({
  pointer: pointerTo('', location, name),
  field: name,
  rule: 'required',
  message: `is required in the ${location}`,
});
