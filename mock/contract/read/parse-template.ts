import type { Expression, NamedExpression, Template } from '../operations/outgoing.ts';

/** `undefined` if the text contains an invalid expression. A text that is a single expression may omit the braces. */
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
  return of === undefined
    ? undefined
    : { kind: kind as NamedExpression['kind'], of: of as NamedExpression['of'], name: name ?? pointer };
};

/** Either a named part, or the body with a JSON pointer, which is empty for the whole body. */
const EXPRESSION = /^\$(request|response)\.(?:(header|query|path)\.(.+)|body(?:#(.*))?)$/;
