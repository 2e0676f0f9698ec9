import { presentedCredentials } from '../contract/security/credentials.ts';
import type { Exchange } from '../exchange.ts';
import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { requestSubject } from '../observe/request-subject.ts';
import { isSecretName } from '../observe/secret-name.ts';
import type { HeaderFields, SandboxRequest } from '../request.ts';
import { cookiesOf } from '../request.ts';
import { Redactor } from './redactor.ts';
import type { UpstreamReply } from './upstream.ts';

/** One recorded exchange as a rule, so that the sandbox can answer it without the upstream. */
export interface RecordedRule {
  readonly operation: string;
  /** JSON Schema over `{ method, path, query, headers, body }`. */
  readonly when: JsonObject;
  readonly reply: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}

/** A larger file helps no reader, and takes too long to write. */
export const MAX_RULES = 10_000;

export type Recorded = 'recorded' | 'full' | 'left_out';

/** One rule for each distinct request; the latest reply wins. */
export class Recording {
  readonly #rules = new Map<string, RecordedRule>();
  readonly #secretNames: readonly string[];

  constructor(secretNames: readonly string[], rules: readonly RecordedRule[] = []) {
    this.#secretNames = secretNames;
    for (const rule of rules) this.#rules.set(keyOf(rule), rule);
  }

  get rules(): readonly RecordedRule[] {
    return [...this.#rules.values()];
  }

  add(
    exchange: Pick<Exchange, 'operation' | 'pathParameters'>,
    request: SandboxRequest,
    reply: UpstreamReply,
  ): Recorded {
    // A rule cannot hold bytes, and a reply to HEAD has no body for a later GET.
    if (reply.body.kind === 'opaque' || reply.body.kind === 'unreadable' || request.method === 'HEAD')
      return 'left_out';
    const rule = ruleFrom(exchange, request, reply, this.#secretNames);
    const key = keyOf(rule);
    if (!this.#rules.has(key) && this.#rules.size >= MAX_RULES) return 'full';
    this.#rules.set(key, rule);
    return 'recorded';
  }
}

const ruleFrom = (
  { operation, pathParameters }: Pick<Exchange, 'operation' | 'pathParameters'>,
  request: SandboxRequest,
  { status, headers, body }: UpstreamReply,
  names: readonly string[],
): RecordedRule => {
  const { path, query, body: sent } = requestSubject(request, operation, pathParameters);
  const value = body.kind === 'value' ? body.value : undefined;
  const shown = presentedCredentials(request, operation.security);
  const credentials = [...(shown.kind === 'presented' ? [shown.credential] : []), ...credentialsIn(request)];
  const redactor = new Redactor(names, credentials).learning(path, query, sent, value);
  return {
    operation: operation.id,
    when: {
      type: 'object',
      properties: {
        path: redactor.schemaOf(path),
        query: redactor.schemaOf(query),
        body: redactor.schemaOf(sent),
      },
    },
    reply: {
      status,
      headers: lastingHeaders(headers, redactor),
      ...(value !== undefined && { body: redactor.masked(value) }),
    },
  };
};

/** Credentials in header fields that are known by name: without their scheme, and each cookie separately. */
const credentialsIn = (request: SandboxRequest): readonly string[] => [
  ...[...request.headers]
    .filter(([name]) => name !== 'cookie' && isSecretName(name))
    .flatMap(([, values]) => values.map((value) => value.replace(/^[A-Za-z]+\s+/, ''))),
  ...cookiesOf(request).values(),
];

/** Fields that describe the reply, not its time or its connection. */
const lastingHeaders = (headers: HeaderFields, redactor: Redactor): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...headers]
      .filter(([name]) => !PASSING.test(name) && !isSecretName(name) && !redactor.isSecret(name))
      .map(([name, values]) => [name, String(redactor.masked(values.join(', ')))]),
  );

const PASSING =
  /^(?:age|alt-svc|cache-control|connection|content-encoding|content-length|date|expires|nel|report-to|server|server-timing|traceparent|tracestate|trailer|transfer-encoding|vary|via|x-powered-by|x-runtime)$|request-?id|correlation-?id|trace-?id|^cf-|^x-amz|^x-envoy|^access-control-|rate-?limit|response-time/;

/** Equal for equal requests, whatever the order of their properties. */
const keyOf = ({ operation, when }: Pick<RecordedRule, 'operation' | 'when'>): string =>
  `${operation} ${JSON.stringify(when, (_, value: unknown) => (isObject(value) ? sorted(value) : value))}`;

const sorted = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
