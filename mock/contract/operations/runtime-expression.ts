import { bodyValue } from '../bodies/body-value.ts';
import type { Exchange, Reply } from '../../exchange.ts';
import { headerOf, queryOf } from '../../exchange.ts';
import { valueAt } from '../document/pointer.ts';

/** What an expression is read from (OpenAPI 3.1.1, section 4.8.20.4). */
type Expression =
  | { readonly kind: 'url' | 'method' | 'statusCode' }
  | { readonly kind: 'header' | 'query' | 'path' | 'body'; readonly of: 'request' | 'response'; readonly name: string };

/** Text with expressions in it: `https://hooks.test/{$request.body#/id}`. */
export interface Template {
  readonly text: string;
  readonly parts: readonly (string | Expression)[];
}

/** `undefined` if it holds an expression that there is none of. A text that is one expression may go without braces. */
export const parseTemplate = (text: string): Template | undefined => {
  const parts = (text.startsWith('$') ? `{${text}}` : text)
    .split(/(\{\$[^}]*\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{$') ? parseExpression(part.slice(1, -1)) : part));
  return parts.every((part) => part !== undefined) ? { text, parts } : undefined;
};

const parseExpression = (text: string): Expression | undefined => {
  if (text === '$url' || text === '$method' || text === '$statusCode')
    return { kind: text.slice(1) as 'url' | 'method' | 'statusCode' };
  const [, of, kind = 'body', name, pointer = ''] = EXPRESSION.exec(text) ?? [];
  return of === undefined ? undefined : { kind: kind as Part['kind'], of: of as Part['of'], name: name ?? pointer };
};

/** Either a named part, or the body with a JSON pointer, which is empty for the whole of it. */
const EXPRESSION = /^\$(request|response)\.(?:(header|query|path)\.(.+)|body(?:#(.*))?)$/;

/** The text with everything put in; `undefined` where something that it speaks of is not there. */
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

type Part = Extract<Expression, { readonly name: string }>;

const ofRequest = ({ kind, name }: Part, { request, operation, pathParameters }: Exchange): string | undefined => {
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

/** A reply has neither query nor path. */
const ofReply = ({ kind, name }: Part, { headers, body }: Reply): string | undefined => {
  if (kind === 'header') return new Map(Object.entries(headers)).get(name.toLowerCase());
  return kind === 'body' ? textOf(valueAt(body, name)) : undefined;
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
