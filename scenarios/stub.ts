import { replyProblem } from '../mock/contract/bodies/reply-problem.ts';
import type { Operation, ResponseContract } from '../mock/contract/operations/operation.ts';
import { mediaFor, mediaTypeOf, responseFor } from '../mock/contract/operations/operation.ts';
import { compileUntrusted } from '../mock/contract/schemas/untrusted-schema.ts';
import type { Validator } from '../mock/contract/schemas/violation.ts';
import type { Exchange, Forced } from '../mock/exchange.ts';
import type { JsonObject } from '../mock/json.ts';
import { requestSubject } from '../mock/observe/request-subject.ts';
import type { TransportFault } from '../mock/reply.ts';

/** The requests that a stub applies to, and their outcome. Overrides and rules are stubs. */
export interface StubbedOutcome {
  /** JSON Schema over the request: `{ method, path, query, headers, body }`. Absent: any. */
  readonly when?: JsonObject;
  readonly reply?: StubbedReply;
  readonly fault?: TransportFault;
  readonly delayMs?: number;
}

interface StubbedReply {
  /** May be absent only with `example`; then it is the status of the example. */
  readonly status?: number;
  /** The name of a declared example. */
  readonly example?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** JSON Schema of the properties of a {@link StubbedOutcome}. */
export const OUTCOME_PROPERTIES = {
  when: {
    type: 'object',
    description: 'JSON Schema 2020-12 over { method, path, query, headers, body }. Absent: any request.',
  },
  reply: {
    type: 'object',
    additionalProperties: false,
    properties: {
      status: { type: 'integer', minimum: 200, maximum: 599, description: 'May be left out if "example" is set.' },
      example: { type: 'string', description: 'The name of a declared example to send in place of "body".' },
      body: { description: "Absent: the API's usual body for the status." },
      headers: {
        type: 'object',
        additionalProperties: { type: 'string', pattern: '^[\\t\\x20-\\x7e]*$' },
        description: "In addition to the API's own headers; printable ASCII.",
      },
    },
  },
  fault: { enum: ['reset', 'truncate', 'malformed', 'timeout'], description: 'What happens to the connection.' },
  delayMs: { type: 'number', minimum: 0, description: 'How long the reply is delayed, in milliseconds of wall time.' },
} as const;

/** Returns a function that tells whether a request meets the condition of a stub. The request is prepared once for all stubs. */
export const conditionFor = ({ request, operation, pathParameters }: Exchange): ((stub: StubbedOutcome) => boolean) => {
  let subject: JsonObject | undefined;
  return ({ when }) =>
    when === undefined ||
    conditionOf(when)((subject ??= requestSubject(request, operation, pathParameters))).length === 0;
};

const conditionOf = (when: JsonObject): Validator => {
  const condition = conditions.get(when) ?? compileUntrusted(when);
  conditions.set(when, condition);
  return condition;
};

/** Compiled conditions by schema object; the versions of a record share this object. */
const conditions = new WeakMap<JsonObject, Validator>();

/** Converts a stub to the form that the pipeline executes. */
export const forcedBy = (by: string, { reply, fault, delayMs }: StubbedOutcome, operation: Operation): Forced => {
  const status = reply && statusOf(reply, operation);
  return {
    by,
    ...reply,
    ...(status !== undefined && { status }),
    ...(fault && { transport: fault }),
    ...(delayMs !== undefined && { delayMs }),
  };
};

/** Without a status, an example is taken from the first response that declares it. */
const statusOf = ({ status, example }: StubbedReply, { responses }: Operation): number | undefined => {
  if (status !== undefined || example === undefined) return status;
  const found = responses.find((response) => /^\d+$/.test(response.status) && hasExample(response, example));
  return found && Number(found.status);
};

const hasExample = ({ content }: ResponseContract, example: string): boolean =>
  content.some(({ examples }) => examples.has(example));

/** Field names are case-insensitive (RFC 9110, section 5.1). */
export const withLowerCaseHeaders = <Each extends StubbedOutcome>(stub: Each): Each => {
  const { reply } = stub;
  if (reply?.headers === undefined) return stub;
  const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { ...stub, reply: { ...reply, headers } };
};

/** What is wrong with a stub, and the property that has the problem, if there is one. */
export interface StubProblem {
  readonly part?: 'when' | 'reply' | 'operation';
  readonly problem: string;
}

/**
 * What is wrong with a stub; `undefined` if it can be executed. A reply that breaks a declared schema is refused when the tester sets
 * it, and not when the client calls.
 *
 * @param operations The operations that the stub applies to.
 */
export const stubProblem = (
  stub: StubbedOutcome,
  operations: readonly Operation[],
  requestIdHeader: string,
): StubProblem | undefined => {
  const { reply, when, fault, delayMs } = withLowerCaseHeaders(stub);
  if (reply === undefined && fault === undefined && delayMs === undefined)
    return { problem: 'The outcome is missing. Set "reply", "fault", "delayMs", or several of them.' };
  const problem = reply && (headerProblem(reply, requestIdHeader) ?? firstProblem(reply, operations));
  if (problem !== undefined) return { part: 'reply', problem };
  const conditionProblem = when && schemaProblem(when);
  return conditionProblem === undefined ? undefined : { part: 'when', problem: conditionProblem };
};

const headerProblem = ({ headers = {} }: StubbedReply, requestIdHeader: string): string | undefined => {
  const malformed = Object.keys(headers).find((name) => !TOKEN.test(name));
  if (malformed !== undefined) return `"${malformed}" is not a valid header name.`;
  const reserved = [requestIdHeader, ...RESERVED].find((name) => Object.hasOwn(headers, name));
  return reserved === undefined ? undefined : `The header ${reserved} is set by the sandbox itself. Leave it out.`;
};

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** The HTTP server controls the framing, the world controls the time, and no reply of a world may be cached. */
const RESERVED = ['connection', 'content-length', 'transfer-encoding', 'trailer', 'date', 'cache-control'];

const firstProblem = (reply: StubbedReply, operations: readonly Operation[]): string | undefined => {
  for (const operation of operations) {
    const problem = stubbedReplyProblem(reply, operation);
    if (problem !== undefined) return operations.length === 1 ? problem : `For ${operation.id}: ${problem}`;
  }
  return undefined;
};

const stubbedReplyProblem = (reply: StubbedReply, operation: Operation): string | undefined => {
  const { example, body } = reply;
  if (example !== undefined && body !== undefined) return 'Set "example" or "body", not both.';
  if (reply.status === undefined && example === undefined)
    return 'Set "status", or set "example" to the name of a declared example.';
  const status = statusOf(reply, operation);
  const declared = status === undefined ? undefined : responseFor(operation, status);
  if (status === undefined || !declaresExample(declared, example)) return noExampleText(reply, operation);
  const problem = declared && stubbedPartsProblem({ ...reply, status }, declared);
  return problem && `The contract forbids this reply: ${problem}`;
};

const declaresExample = (declared: ResponseContract | undefined, example: string | undefined): boolean =>
  example === undefined || (declared !== undefined && hasExample(declared, example));

const noExampleText = ({ example, status }: StubbedReply, { id }: Operation): string =>
  `${id} declares no example named "${example}"${status === undefined ? '' : ` for ${status}`}.`;

/** Without a body, only the status and the headers of the stub can be checked: the rest is generated when the client calls. */
const stubbedPartsProblem = (
  { status, body, headers = {} }: StubbedReply & { readonly status: number },
  declared: ResponseContract,
): string | undefined => {
  if (body !== undefined)
    return replyProblem({ status, headers: { 'content-type': 'application/json', ...headers }, body }, declared);
  const type = headers['content-type'];
  if (type !== undefined && mediaFor(declared.content, mediaTypeOf(type)) === undefined)
    return `${declared.pointer} does not declare the media type "${type}".`;
  const stubbedHeaders = declared.headers.filter(({ name }) => Object.hasOwn(headers, name));
  return replyProblem({ status, headers }, { ...declared, content: [], headers: stubbedHeaders });
};

const MAX_CONDITION_LENGTH = 64 * 1024;

const schemaProblem = (when: JsonObject): string | undefined => {
  if (JSON.stringify(when).length > MAX_CONDITION_LENGTH)
    return `"when" is larger than ${MAX_CONDITION_LENGTH} characters.`;
  try {
    compileUntrusted(when);
    return undefined;
  } catch (error) {
    return `"when" is not a valid JSON Schema: ${(error as Error).message}.`;
  }
};
