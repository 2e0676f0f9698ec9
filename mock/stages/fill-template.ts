import { bodyValue } from '../contract/bodies/body-value.ts';
import { valueAt } from '../contract/document/pointer.ts';
import type { Expression, NamedExpression, Template } from '../contract/operations/outgoing.ts';
import type { Exchange } from '../exchange.ts';
import type { Reply } from '../reply.ts';
import { headerOf, queryOf } from '../request.ts';

/** The text with each expression replaced by its value; `undefined` if an expression has none. */
export const fillTemplate = ({ parts }: Template, exchange: Exchange, reply: Reply): string | undefined => {
  const texts = parts.map((part) => (typeof part === 'string' ? part : evaluate(part, exchange, reply)));
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
};

const evaluate = (expression: Expression, exchange: Exchange, reply: Reply): string | undefined => {
  const { request } = exchange;
  switch (expression.kind) {
    case 'url':
      return request.baseUrl + request.target;
    case 'method':
      return request.method;
    case 'statusCode':
      return String(reply.status);
    default:
      return expression.of === 'request' ? ofRequest(expression, exchange) : ofReply(expression, reply);
  }
};

const ofRequest = (
  { kind, name }: NamedExpression,
  { request, operation, pathParameters }: Exchange,
): string | undefined => {
  switch (kind) {
    case 'header':
      return headerOf(request, name.toLowerCase());
    case 'query':
      return queryOf(request).get(name) ?? undefined;
    case 'path':
      return pathParameters.get(name);
    case 'body':
      return textOf(valueAt(bodyValue(operation, request.body)?.value, name));
  }
};

/** A reply has no query and no path. */
const ofReply = ({ kind, name }: NamedExpression, { headers, body }: Reply): string | undefined => {
  if (kind === 'header') return new Map(Object.entries(headers)).get(name.toLowerCase());
  return kind === 'body' ? textOf(valueAt(body, name)) : undefined;
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
