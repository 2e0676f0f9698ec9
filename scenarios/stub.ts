import { compileUntrusted } from '../mock/contract/schemas/untrusted-schema.ts';
import type { Operation, ResponseContract, Validator } from '../mock/contract/operations/operation.ts';
import { mediaFor, mediaTypeOf, responseFor } from '../mock/contract/operations/operation.ts';
import { replyProblem } from '../mock/contract/operations/reply-problem.ts';
import type { Exchange, Forced, JsonObject, TransportFault } from '../mock/exchange.ts';
import { requestSubject } from '../mock/observe/request-subject.ts';

/** What a tester orders: which requests are meant, and what becomes of them. An override is one, and so is a rule. */
export interface StubbedOutcome {
  /** JSON Schema over the request: `{ method, path, query, headers, body }`. Absent: any. */
  readonly when?: JsonObject;
  readonly reply?: StubbedReply;
  readonly fault?: TransportFault;
  readonly delayMs?: number;
}

interface StubbedReply {
  /** Absent only beside `example`: then it is the example's. */
  readonly status?: number;
  /** A declared example, by name. */
  readonly example?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** JSON Schema of an {@link StubbedOutcome}'s properties. */
export const OUTCOME_PROPERTIES = {
  when: {
    type: 'object',
    description: 'JSON Schema 2020-12 over { method, path, query, headers, body }. Absent: any call.',
  },
  reply: {
    type: 'object',
    additionalProperties: false,
    properties: {
      status: { type: 'integer', minimum: 200, maximum: 599, description: "May be left out beside 'example'." },
      example: { type: 'string', description: 'A declared example, by name, in place of "body".' },
      body: { description: "Absent: the API's own words for the status." },
      headers: {
        type: 'object',
        additionalProperties: { type: 'string', pattern: '^[\\t\\x20-\\x7e]*$' },
        description: "Beside the API's own, in printable ASCII.",
      },
    },
  },
  fault: { enum: ['reset', 'truncate', 'malformed', 'timeout'], description: 'What happens to the connection.' },
  delayMs: { type: 'number', minimum: 0, description: 'How long the answer is held back, in wall time.' },
} as const;

/** Whether a request is meant by an order, as far as its condition says. Several orders share one look at the request. */
export const conditionFor = ({
  request,
  operation,
  pathParameters,
}: Exchange): ((order: StubbedOutcome) => boolean) => {
  let subject: JsonObject | undefined;
  return ({ when }) =>
    when === undefined ||
    conditionOf(when)((subject ??= requestSubject(request, operation, pathParameters))).length === 0;
};

const conditionOf = (when: JsonObject): Validator => {
  const known = conditions.get(when) ?? compileUntrusted(when);
  conditions.set(when, known);
  return known;
};

/** Compiled conditions by the schema object itself, which a record keeps from version to version. */
const conditions = new WeakMap<JsonObject, Validator>();

/** The order as the pipeline carries it out. */
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

/** Where no status says which response an example is of, it is of the first that has it. */
const statusOf = ({ status, example }: StubbedReply, { responses }: Operation): number | undefined => {
  if (status !== undefined || example === undefined) return status;
  const found = responses.find((response) => /^\d+$/.test(response.status) && hasExample(response, example));
  return found && Number(found.status);
};

const hasExample = ({ content }: ResponseContract, example: string): boolean =>
  content.some(({ examples }) => examples.has(example));

/** Field names are case-insensitive (RFC 9110, section 5.1). */
export const withLowerCaseHeaders = <Order extends StubbedOutcome>(order: Order): Order => {
  const { reply } = order;
  if (reply?.headers === undefined) return order;
  const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { ...order, reply: { ...reply, headers } };
};

/** What is wrong with an order, and in which of its properties, if in one. */
export interface StubProblem {
  readonly part?: 'when' | 'reply' | 'operation';
  readonly problem: string;
}

/**
 * What is wrong with an order; `undefined` if it can be carried out. A reply that breaks a declared schema is refused now, when
 * somebody is looking, and not when the client calls.
 *
 * @param operations Those that it is meant for.
 */
export const stubProblem = (
  order: StubbedOutcome,
  operations: readonly Operation[],
  requestIdHeader: string,
): StubProblem | undefined => {
  const { reply, when, fault, delayMs } = withLowerCaseHeaders(order);
  if (reply === undefined && fault === undefined && delayMs === undefined)
    return { problem: 'Nothing is to happen. Say "reply", "fault", "delayMs", or several of them.' };
  const problem = reply && (headerProblem(reply, requestIdHeader) ?? firstProblem(reply, operations));
  if (problem !== undefined) return { part: 'reply', problem };
  const wrongSchema = when && schemaProblem(when);
  return wrongSchema === undefined ? undefined : { part: 'when', problem: wrongSchema };
};

const headerProblem = ({ headers = {} }: StubbedReply, requestIdHeader: string): string | undefined => {
  const malformed = Object.keys(headers).find((name) => !TOKEN.test(name));
  if (malformed !== undefined) return `"${malformed}" is no header name.`;
  const reserved = [requestIdHeader, ...RESERVED].find((name) => Object.hasOwn(headers, name));
  return reserved === undefined ? undefined : `The header ${reserved} is the sandbox's own. Leave it out.`;
};

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** How bytes are framed is the shell's business; the time is the world's, and nothing that it says may be stored. */
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
  if (example !== undefined && body !== undefined) return 'Say "example" or "body", not both.';
  if (reply.status === undefined && example === undefined) return 'Say "status", or the name of an "example".';
  const status = statusOf(reply, operation);
  const declared = status === undefined ? undefined : responseFor(operation, status);
  if (status === undefined || !knowsExample(declared, example)) return noExampleText(reply, operation);
  const fault = declared && statedPartsProblem({ ...reply, status }, declared);
  return fault && `The contract forbids this reply: ${fault}`;
};

const knowsExample = (declared: ResponseContract | undefined, example: string | undefined): boolean =>
  example === undefined || (declared !== undefined && hasExample(declared, example));

const noExampleText = ({ example, status }: StubbedReply, { id }: Operation): string =>
  `${id} declares no example called "${example}"${status === undefined ? '' : ` for ${status}`}.`;

/** Without a body only what is ordered can be judged: the rest is worded when the client calls. */
const statedPartsProblem = (
  { status, body, headers = {} }: StubbedReply & { readonly status: number },
  declared: ResponseContract,
): string | undefined => {
  if (body !== undefined)
    return replyProblem({ status, headers: { 'content-type': 'application/json', ...headers }, body }, declared);
  const type = headers['content-type'];
  if (type !== undefined && mediaFor(declared.content, mediaTypeOf(type)) === undefined)
    return `${declared.pointer} does not declare the media type "${type}".`;
  const ordered = declared.headers.filter(({ name }) => Object.hasOwn(headers, name));
  return replyProblem({ status, headers }, { ...declared, content: [], headers: ordered });
};

const MAX_CONDITION_LENGTH = 64 * 1024;

const schemaProblem = (when: JsonObject): string | undefined => {
  if (JSON.stringify(when).length > MAX_CONDITION_LENGTH) return `"when" is larger than ${MAX_CONDITION_LENGTH} characters.`;
  try {
    compileUntrusted(when);
    return undefined;
  } catch (error) {
    return `"when" is no JSON Schema: ${(error as Error).message}.`;
  }
};
