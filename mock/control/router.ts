import type { ControlAnswer } from '../control-endpoint.ts';
import { TEXT } from '../control-endpoint.ts';
import { isObject } from '../json.ts';
import type { RefusalKind, Refuse } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import type { HeaderFields, RequestBody } from '../request.ts';
import type { Sandbox } from '../sandbox.ts';
import { configure } from '../settings/configure.ts';
import { randomFor } from '../state/counters.ts';
import type { Instant } from '../state/instant.ts';
import { Draft } from '../world/draft.ts';
import type { World } from '../world/world.ts';
import type { EngineEndpoint } from './control-context.ts';
import { endpointContext } from './endpoint-context.ts';
import { tokenBearerOf } from './token-bearer.ts';

export interface ControlRequest {
  readonly method: string;
  /** Below the control root: `/clock/advance`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: HeaderFields;
  readonly body: RequestBody;
  readonly baseUrl: string;
}

export type ControlMatch =
  | { readonly kind: 'endpoint'; readonly endpoint: EngineEndpoint; readonly path: ReadonlyMap<string, string> }
  | { readonly kind: 'method_not_allowed'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' };

/** Finds and runs the endpoints of the control API. */
export class ControlRouter {
  readonly endpoints: readonly EngineEndpoint[];
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox, endpoints: readonly EngineEndpoint[]) {
    this.#sandbox = sandbox;
    this.endpoints = endpoints;
  }

  match(method: string, path: string): ControlMatch {
    const matches = this.endpoints.flatMap((endpoint) => {
      const parameters = parametersIn(endpoint.path, path);
      return parameters ? [{ endpoint, parameters }] : [];
    });
    // `calls/{id}` also matches `calls/next`: the endpoint with fewer parameters wins.
    const sorted = matches.toSorted((one, other) => one.parameters.size - other.parameters.size);
    const effectiveMethod = method === 'HEAD' ? 'GET' : method;
    const found = sorted.find(({ endpoint }) => endpoint.method === effectiveMethod);
    if (found) return { kind: 'endpoint', endpoint: found.endpoint, path: found.parameters };
    if (matches.length === 0) return { kind: 'unknown' };
    const methods = matches.map(({ endpoint }) => endpoint.method);
    return { kind: 'method_not_allowed', allow: [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].toSorted() };
  }

  /** Runs an endpoint for a world, and applies its changes. */
  run(match: Extract<ControlMatch, { kind: 'endpoint' }>, request: ControlRequest, world: World, wall: Instant): Reply {
    const sandbox = this.#sandbox;
    const now = sandbox.now(world, wall);
    const refuse = this.refuser(request, now);
    const input = inputOf(match.endpoint, request.body);
    if ('kind' in input) return refuse(input.kind, input.detail);
    const parameterProblem = unknownParameter(match.endpoint, request.query);
    if (parameterProblem !== undefined) return refuse('invalid_request', parameterProblem);
    sandbox.runDueJobs(world, now);
    const draft = new Draft(world, now);
    const tokenBearer = tokenBearerOf(match.endpoint, request.headers, { sandbox, world, draft, now, refuse });
    if (tokenBearer && 'refused' in tokenBearer) return tokenBearer.refused;
    const operation = `control ${match.endpoint.method} ${match.endpoint.path}`;
    const random = randomFor(world, operation);
    const { path } = match;
    const parts = { input: input.value, path, query: request.query, records: draft, now, random, refuse, tokenBearer };
    const context = endpointContext(parts, { sandbox, world, wall, endpoints: this.endpoints });
    const answer = match.endpoint.run(context);
    if ('refused' in answer) return answer.refused;
    // The changes from recognizing the token are applied only now that the call has succeeded.
    const changes = [...draft.changes, ...(answer.changes ?? [])];
    sandbox.commit(world, { ...answer, changes }, random, operation, now);
    return replyWith(answer, match.endpoint);
  }

  refuser(request: ControlRequest, now: Instant): Refuse {
    return this.#sandbox.refuserAt(request.baseUrl, now);
  }
}

/** What is wrong with the parameters: a misspelled one would otherwise be ignored. */
const unknownParameter = ({ query = {} }: EngineEndpoint, sent: URLSearchParams): string | undefined => {
  const unknown = [...sent.keys()].find((name) => !Object.hasOwn(query, name));
  const allowed = Object.keys(query).join(', ') || 'none';
  return unknown === undefined ? undefined : `Unknown parameter ${unknown}. Allowed: ${allowed}.`;
};

const replyWith = (answer: Exclude<ControlAnswer, { refused: Reply }>, endpoint: EngineEndpoint): Reply => ({
  status: answer.status ?? endpoint.status ?? 200,
  headers:
    answer.body === undefined ? {} : { 'content-type': typeof answer.body === 'string' ? TEXT : 'application/json' },
  ...(answer.body !== undefined && { body: answer.body }),
});

const parametersIn = (template: string, path: string): ReadonlyMap<string, string> | undefined => {
  const templateSegments = template.split('/');
  const segments = path.split('/');
  if (templateSegments.length !== segments.length) return undefined;
  const parameters = new Map<string, string>();
  for (const [index, segment] of templateSegments.entries()) {
    const value = decode(segments[index] ?? '');
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name === undefined ? segment !== value : value === undefined || value === '') return undefined;
    if (name !== undefined && value !== undefined) parameters.set(name, value);
  }
  return parameters;
};

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

type Input = { readonly value: unknown } | { readonly kind: RefusalKind; readonly detail: string };

const inputOf = (endpoint: EngineEndpoint, body: RequestBody): Input => {
  if (body.kind === 'unreadable') return { kind: body.fault, detail: body.detail };
  if (endpoint.input === undefined) return { value: undefined };
  if (body.kind !== 'json' && body.kind !== 'none') {
    return {
      kind: 'unsupported_media_type',
      detail: 'The body of a control call must be JSON. Send "Content-Type: application/json".',
    };
  }
  const value = body.kind === 'none' ? {} : body.value;
  if (!isObject(value)) return { kind: 'invalid_request', detail: 'The body of a control call must be a JSON object.' };
  const configured = configure(endpoint.input, value, `${endpoint.method} ${endpoint.path}`);
  if ('config' in configured) return { value: configured.config };
  return { kind: 'invalid_request', detail: `${configured.problems.map(({ problem }) => problem).join('; ')}.` };
};
