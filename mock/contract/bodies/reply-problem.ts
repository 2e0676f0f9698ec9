import type { Reply } from '../../reply.ts';
import type { ResponseContract } from '../operations/operation.ts';
import { isJson, mediaFor, mediaTypeOf } from '../operations/operation.ts';
import { valueIn } from '../parameters/text-value.ts';

/** How a reply with a declared status breaks the contract, with the rule; `undefined` if it fits. */
export const replyProblem = (reply: Reply, declared: ResponseContract): string | undefined =>
  bodyProblem(reply, declared) ?? headerProblem(reply, declared);

const bodyProblem = (reply: Reply, { content, pointer }: ResponseContract): string | undefined => {
  const type = mediaTypeOf(reply.headers['content-type'] ?? '');
  if (content.length === 0) return unexpectedBodyProblem(reply, type, pointer);
  const media = mediaFor(content, type);
  if (media === undefined) return `${pointer} does not declare the media type "${type}".`;
  if (!isJson(type)) return undefined;
  const violation = media.validate(reply.body)[0];
  return violation && `${media.schemaPointer ?? pointer}: ${violation.field || 'the body'} ${violation.message}.`;
};

/** Where a contract does not declare the body of an error, a problem document (RFC 9457) is allowed. */
const unexpectedBodyProblem = ({ status, body }: Reply, type: string, pointer: string): string | undefined => {
  if (body === undefined || (status >= 400 && type === PROBLEM_TYPE)) return undefined;
  return `${pointer} declares no content, but the reply has a body.`;
};

/** The media type of a problem document. */
export const PROBLEM_TYPE = 'application/problem+json';

const headerProblem = ({ headers }: Reply, declared: ResponseContract): string | undefined => {
  for (const header of declared.headers) {
    const text = headers[header.name];
    if (text === undefined && header.required) return `${declared.pointer} requires the header ${header.name}.`;
    const violation = text === undefined ? undefined : header.validate(valueIn([text], header))[0];
    if (violation) return `${declared.pointer}: the header ${header.name} ${violation.message}.`;
  }
  return undefined;
};
