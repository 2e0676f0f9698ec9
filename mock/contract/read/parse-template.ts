import type { Expression, NamedExpression, Template } from '../operations/outgoing.ts';

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
  return of === undefined ? undefined : { kind: kind as NamedExpression['kind'], of: of as NamedExpression['of'], name: name ?? pointer };
};

/** Either a named part, or the body with a JSON pointer, which is empty for the whole of it. */
const EXPRESSION = /^\$(request|response)\.(?:(header|query|path)\.(.+)|body(?:#(.*))?)$/;
