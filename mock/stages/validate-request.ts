import Negotiator from 'negotiator';
import { bodyValue } from '../contract/bodies/body-value.ts';
import type { Operation } from '../contract/operations/operation.ts';
import { mediaFor } from '../contract/operations/operation.ts';
import { parameterViolations } from '../contract/parameters/parameters.ts';
import type { Violation } from '../contract/schemas/violation.ts';
import type { Exchange } from '../exchange.ts';
import type { Stage } from '../pipeline.ts';
import type { RefusalDetails, RefusalKind } from '../refusal.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import type { RequestBody } from '../request.ts';

/** What is invalid in a request, in the form of a refusal. */
export interface RequestProblem extends RefusalDetails {
  readonly kind: RefusalKind;
  readonly detail: string;
}

/** Checks parameters and body together, so that the client gets all violations at once. */
export const validateRequest: Stage<RequestContext> = {
  name: 'validate-request',
  establishes: 'Parameters and body are valid against the contract.',
  run(exchange, context, next) {
    const problem = requestProblem(exchange);
    return problem ? context.refuse(problem.kind, problem.detail, problem) : next(exchange);
  },
};

export const requestProblem = (exchange: Exchange): RequestProblem | undefined =>
  acceptProblem(exchange) ?? bodyProblem(exchange) ?? violationsProblem(exchange);

/** RFC 9110, section 12.5.1. An `Accept` that is absent, or names no media type, accepts everything. */
const acceptProblem = ({ request, operation }: Exchange): RequestProblem | undefined => {
  const accept = request.headers.get('accept')?.join(', ');
  if (accept === undefined || accept.includes('*/*') || !accept.includes('/')) return undefined;
  const offered = [...new Set(operation.responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType)))];
  if (offered.length === 0 || offered.some((type) => type.includes('*'))) return undefined;
  if (new Negotiator({ headers: { accept } }).mediaTypes(offered).length > 0) return undefined;
  const detail = `The Accept header names none of this operation's media types. Send "Accept: ${offered.join(', ')}".`;
  return { kind: 'not_acceptable', detail, accept: offered };
};

const bodyProblem = ({ request: { body }, operation }: Exchange): RequestProblem | undefined => {
  const declared = operation.requestBody;
  const types = declared?.content.map(({ mediaType }) => mediaType) ?? [];
  if (body.kind === 'unreadable') return { kind: body.fault, detail: body.detail, accept: types };
  if (body.kind === 'none') return declared?.required === true ? missingBody(types) : undefined;
  if (declared === undefined) return undefined;
  if (body.mediaType === undefined) return unknownType('A body was sent without a Content-Type header', types);
  if (mediaFor(declared.content, body.mediaType) === undefined)
    return unknownType(`A body of type ${body.mediaType} was sent`, types);
  return undefined;
};

const missingBody = (types: readonly string[]): RequestProblem => ({
  kind: 'invalid_request',
  detail: `The request has no body, but this operation requires one. Send ${types.join(' or ')}.`,
});

const unknownType = (found: string, types: readonly string[]): RequestProblem => ({
  kind: 'unsupported_media_type',
  detail: `${found}. Send "Content-Type: ${types.join('" or "')}".`,
  accept: types,
});

const violationsProblem = (exchange: Exchange): RequestProblem | undefined => {
  const { request, operation } = exchange;
  const violations = [...parameterViolations(exchange), ...bodyViolations(request.body, operation)];
  if (violations.length === 0) return undefined;
  return { kind: 'invalid_request', detail: summaryOf(violations), fields: fieldsOf(violations), violations };
};

const bodyViolations = (body: RequestBody, operation: Operation): readonly Violation[] => {
  const read = bodyValue(operation, body);
  if (read === undefined || operation.requestBody === undefined || !('mediaType' in body)) return [];
  return mediaFor(operation.requestBody.content, body.mediaType ?? '')?.validate(read.value) ?? [];
};

const summaryOf = (violations: readonly Violation[]): string => {
  const first = violations[0];
  const more = violations.length - 1;
  return `${first?.field || 'The body'} ${first?.message}${more > 0 ? ` (and ${more} more; see fields)` : ''}.`;
};

/** Joins the messages of each field. `fromEntries`: a field may be called `__proto__`. */
const fieldsOf = (violations: readonly Violation[]): Readonly<Record<string, string>> => {
  const byField = new Map<string, string[]>();
  for (const { field, message } of violations) {
    const name = field || 'body';
    byField.set(name, [...(byField.get(name) ?? []), message]);
  }
  return Object.fromEntries([...byField].map(([field, messages]) => [field, messages.join('; ')]));
};
