import type { Reply } from '../exchange.ts';
import type { ResponseContract } from './operations.ts';
import { isJson, mediaFor, mediaTypeOf } from './operations.ts';
import { readText } from './parameters.ts';

/** What breaks the contract in a reply of a declared status, naming the rule; `undefined` if it fits. */
export const replyFault = (reply: Reply, declared: ResponseContract): string | undefined =>
  bodyFault(reply, declared) ?? headerFault(reply, declared);

const bodyFault = ({ body, headers }: Reply, { content, pointer }: ResponseContract): string | undefined => {
  if (content.length === 0)
    return body === undefined ? undefined : `${pointer} declares no content, and there is a body.`;
  const type = mediaTypeOf(headers['content-type'] ?? '');
  const media = mediaFor(content, type);
  if (media === undefined) return `${pointer} does not declare the media type "${type}".`;
  if (!isJson(type)) return undefined;
  const violation = media.validate(body)[0];
  return violation && `${media.schemaPointer ?? pointer}: ${violation.field || 'the body'} ${violation.message}.`;
};

const headerFault = ({ headers }: Reply, declared: ResponseContract): string | undefined => {
  for (const header of declared.headers) {
    const text = headers[header.name];
    if (text === undefined && header.required) return `${declared.pointer} requires the header ${header.name}.`;
    const violation = text === undefined ? undefined : header.validate(readText(text, header.types))[0];
    if (violation) return `${declared.pointer}: the header ${header.name} ${violation.message}.`;
  }
  return undefined;
};
