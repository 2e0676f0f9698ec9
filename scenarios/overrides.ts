import type { ControlAnswer, ControlEndpoint, ControlSituation } from '../mock/control/endpoint.ts';
import type { Operation, ResponseContract, Validator } from '../mock/contract/operations.ts';
import { mediaFor, mediaTypeOf, responseFor, unknownOperationText } from '../mock/contract/operations.ts';
import { replyFault } from '../mock/contract/reply-fault.ts';
import { compileUntrusted } from '../mock/contract/untrusted-schema.ts';
import type { Exchange, JsonObject, Transport } from '../mock/exchange.ts';
import { requestSubject } from '../mock/request-subject.ts';
import type { RecordView, WorldRecord } from '../mock/state/records.ts';
import { put, remove } from '../mock/state/records.ts';

/** Queued overrides lie in the collection of the scenario that carries them out. */
export const OVERRIDES = 'faults';

/** An outcome for the next calls of an operation. */
interface Order {
  readonly operation: string;
  /** How many calls it is still for. */
  readonly times: number;
  /** JSON Schema over the request: `{ method, path, query, headers, body }`. Absent: any. */
  readonly when?: JsonObject;
  readonly reply?: OrderedReply;
  readonly fault?: Transport;
  readonly delayMs?: number;
}

interface OrderedReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Override = WorldRecord & Order;

/** The oldest override that is meant for a request. */
export const matchingOverride = (records: RecordView, exchange: Exchange): Override | undefined =>
  records
    .list<Override>(OVERRIDES)
    .find(
      (override) =>
        override.operation === exchange.operation.id &&
        conditionOf(override)(requestSubject(exchange.request, exchange.operation, exchange.pathParameters)).length ===
          0,
    );

const conditionOf = (override: Override): Validator => {
  if (override.when === undefined) return () => [];
  const known = conditions.get(override.when) ?? compileUntrusted(override.when);
  conditions.set(override.when, known);
  return known;
};

/** Compiled conditions by the schema object itself, which a record keeps from version to version. */
const conditions = new WeakMap<JsonObject, Validator>();

const OVERRIDE_SCHEMA = {
  type: 'object',
  required: ['operation'],
  additionalProperties: false,
  properties: {
    operation: { type: 'string', description: 'The operation id.' },
    times: { type: 'integer', minimum: 1, maximum: 1_000_000, default: 1, description: 'For how many calls.' },
    when: {
      type: 'object',
      description: 'JSON Schema 2020-12 over { method, path, query, headers, body }. Absent: any call.',
    },
    reply: {
      type: 'object',
      required: ['status'],
      additionalProperties: false,
      properties: {
        status: { type: 'integer', minimum: 200, maximum: 599 },
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
  },
};

const QUEUED = {
  ...OVERRIDE_SCHEMA,
  required: ['id', 'operation', 'times'],
  properties: { ...OVERRIDE_SCHEMA.properties, id: { type: 'string' } },
};

export const overrideControls: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/overrides',
    summary: 'The outcomes that are queued, oldest first.',
    access: 'guarded',
    output: { type: 'object', required: ['overrides'], properties: { overrides: { type: 'array', items: QUEUED } } },
    run: ({ records }) => ({ body: { overrides: records.list(OVERRIDES) } }),
  },
  {
    method: 'POST',
    path: '/overrides',
    summary:
      'Queues an outcome for the next calls of an operation: a reply, a broken connection, a delay, or several of them.',
    access: 'guarded',
    input: OVERRIDE_SCHEMA,
    output: { type: 'object', required: ['override'], properties: { override: QUEUED } },
    status: 201,
    run: (situation) => queue(situation),
  },
  {
    method: 'DELETE',
    path: '/overrides',
    summary: 'Forgets all queued outcomes.',
    access: 'guarded',
    status: 204,
    run: ({ records }) => ({
      changes: records.list(OVERRIDES).map(({ id }) => remove(OVERRIDES, id)),
      body: undefined,
    }),
  },
  {
    method: 'DELETE',
    path: '/overrides/{id}',
    summary: 'Forgets one queued outcome.',
    access: 'guarded',
    status: 204,
    run: ({ path, records, refuse }) => {
      const id = path.get('id') ?? '';
      if (records.get(OVERRIDES, id) === undefined)
        return { refused: refuse('not_found', `No override is called ${id}; it may be spent.`) };
      return { changes: [remove(OVERRIDES, id)], body: undefined };
    },
  },
];

const queue = ({ input, desk, draw, refuse }: ControlSituation): ControlAnswer => {
  const wanted = withLowerCaseHeaders(input as Order);
  const problem = problemOf(wanted, desk);
  if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
  const override = { ...wanted, id: draw.id('ovr_') };
  return { changes: [put(OVERRIDES, override)], body: { override } };
};

const withLowerCaseHeaders = (override: Order): Order => {
  const { reply } = override;
  if (reply?.headers === undefined) return override;
  const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { ...override, reply: { ...reply, headers } };
};

const problemOf = (
  { operation: id, when, reply, fault, delayMs }: Order,
  { engine: { contract, pack } }: ControlSituation['desk'],
): string | undefined => {
  const operation = contract.operation(id);
  if (operation === undefined) return unknownOperationText(id, contract.operations);
  if (reply === undefined && fault === undefined && delayMs === undefined)
    return 'Nothing is to happen. Say "reply", "fault", "delayMs", or several of them.';
  return (reply && replyProblem(reply, operation, pack.dialect.requestIdHeader)) ?? (when && schemaProblem(when));
};

/** A reply that breaks a declared schema is refused now, when somebody is looking, and not when the client calls. */
const replyProblem = (reply: OrderedReply, operation: Operation, requestIdHeader: string): string | undefined => {
  const { status, headers = {} } = reply;
  const malformed = Object.keys(headers).find((name) => !TOKEN.test(name));
  if (malformed !== undefined) return `"${malformed}" is no header name.`;
  const reserved = [requestIdHeader, ...RESERVED].find((name) => Object.hasOwn(headers, name));
  if (reserved !== undefined) return `The header ${reserved} is the sandbox's own. Leave it out.`;
  const declared = responseFor(operation, status);
  const fault = declared && faultIn(reply, declared);
  return fault && `The contract forbids this reply: ${fault}`;
};

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** How bytes are framed is the shell's business; the time is the world's, and nothing that it says may be stored. */
const RESERVED = ['connection', 'content-length', 'transfer-encoding', 'trailer', 'date', 'cache-control'];

/** Without a body only what is ordered can be judged: the rest is worded when the client calls. */
const faultIn = ({ status, body, headers = {} }: OrderedReply, declared: ResponseContract): string | undefined => {
  if (body !== undefined)
    return replyFault({ status, headers: { 'content-type': 'application/json', ...headers }, body }, declared);
  const type = headers['content-type'];
  if (type !== undefined && mediaFor(declared.content, mediaTypeOf(type)) === undefined)
    return `${declared.pointer} does not declare the media type "${type}".`;
  const ordered = declared.headers.filter(({ name }) => Object.hasOwn(headers, name));
  return replyFault({ status, headers }, { ...declared, content: [], headers: ordered });
};

const LARGEST_CONDITION = 64 * 1024;

const schemaProblem = (when: JsonObject): string | undefined => {
  if (JSON.stringify(when).length > LARGEST_CONDITION) return `"when" is larger than ${LARGEST_CONDITION} characters.`;
  try {
    compileUntrusted(when);
    return undefined;
  } catch (error) {
    return `"when" is no JSON Schema: ${(error as Error).message}.`;
  }
};
