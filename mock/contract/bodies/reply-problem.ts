import type { Reply } from '../../reply.ts';
import type { ResponseContract } from '../operations/operation.ts';
import { isJson, mediaFor, mediaTypeOf } from '../operations/operation.ts';
import { valueIn } from '../parameters/text-value.ts';

/** What breaks the contract in a reply of a declared status, naming the rule; `undefined` if it fits. */
export const replyProblem = (reply: Reply, declared: ResponseContract): string | undefined =>
  bodyProblem(reply, declared) ?? headerProblem(reply, declared);

const bodyProblem = (reply: Reply, { content, pointer }: ResponseContract): string | undefined => {
  const type = mediaTypeOf(reply.headers['content-type'] ?? '');
  if (content.length === 0) return strayBodyProblem(reply, type, pointer);
  const media = mediaFor(content, type);
  if (media === undefined) return `${pointer} does not declare the media type "${type}".`;
  if (!isJson(type)) return undefined;
  const violation = media.validate(reply.body)[0];
  return violation && `${media.schemaPointer ?? pointer}: ${violation.field || 'the body'} ${violation.message}.`;
};

/** A contract that says nothing of an error's body leaves room for HTTP's own, a problem document (RFC 9457). */
const strayBodyProblem = ({ status, body }: Reply, type: string, pointer: string): string | undefined => {
  if (body === undefined || (status >= 400 && type === PROBLEM_TYPE)) return undefined;
  return `${pointer} declares no content, and there is a body.`;
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
