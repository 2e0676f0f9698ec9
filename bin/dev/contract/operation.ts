import type { Api, Area, WrittenOperation } from './area.ts';
import type { Field, Named } from './field.ts';
import { annotations, plainName, readField } from './field.ts';
import type { Json } from './json.ts';

/** The context in which an operation is read. */
export interface OperationContext {
  readonly api: Api;
  readonly area: Area;
  readonly named: Named;
}

/** Builds an OpenAPI operation, with the parts that every operation has. */
export const operationFrom = (route: string, written: WrittenOperation, context: OperationContext): Json => {
  const [method = '', path = ''] = route.split(' ');
  const parameters = [
    ...pathParameters(path),
    ...queryParameters(route, written, context),
    ...keyParameter(method, written),
  ];
  return {
    tags: [context.area.tag],
    summary: written.summary,
    description: written.about,
    operationId: written.id,
    'x-source': written.source ?? 'generated types',
    ...(written.deprecated && { deprecated: true }),
    security: securityOf(method, written, context.area),
    ...(parameters.length > 0 && { parameters }),
    ...(written.body !== undefined && { requestBody: requestBody(route, written.body, context) }),
    responses: responses(route, method, written, context),
  };
};

const refTo = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });

/** A path parameter and a query parameter may have the same name. */
export const pathParameterName = (name: string): string => `${name}InPath`;

const pathParameters = (path: string): readonly Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => refTo('parameters', pathParameterName(name)));

const queryParameters = (
  route: string,
  { query = {} }: WrittenOperation,
  { named }: OperationContext,
): readonly Json[] =>
  Object.entries(query).map(([key, written]) =>
    written === null
      ? refTo('parameters', key)
      : parameterFrom({ name: plainName(key), in: 'query', required: !key.endsWith('?') }, written, named, route),
  );

const keyParameter = (method: string, { idempotent = true }: WrittenOperation): readonly Json[] =>
  method === 'GET' || !idempotent ? [] : [refTo('parameters', 'IdempotencyKey')];

/** Description and source of the value become those of the parameter. */
export const parameterFrom = (base: Json, written: unknown, named: Named, location: string): Json => {
  // A filter needs no example in the source file, so a placeholder is added.
  const { schema } = readField(withExample(written), named, `${location} ${String(base['name'])}`);
  const { description, 'x-source': source = 'generated types', ...rest } = schema;
  return { ...base, ...annotations(description, source), schema: rest };
};

const withExample = (written: unknown): unknown => {
  if (typeof written === 'string') return written === 'string' ? 'string e.g. any' : written;
  return Array.isArray(written) ? written : { ...(written as Json), is: withExample((written as Json)['is']) };
};

/** The engine requires a scope besides the key. OpenAPI 3.1 can name it for a bearer scheme (OpenAPI 3.1.0, section 4.8.30.1). */
const securityOf = (method: string, written: WrittenOperation, area: Area): readonly Json[] =>
  area.security === 'none' ? [] : [{ bearerAuth: [scopeOf(method, written.scope ?? area.scope ?? '')] }];

export const scopeOf = (method: string, scope: string): string => {
  if (scope.includes(':')) return scope;
  return `${scope}:${method === 'GET' ? 'read' : 'write'}`;
};

const requestBody = (route: string, body: unknown, { named }: OperationContext): Json => ({
  required: true,
  content: json(readField(body, named, `${route} body`)),
});

const json = ({ schema, example }: Field): Json => ({ 'application/json': { schema, example } });

const responses = (route: string, method: string, written: WrittenOperation, context: OperationContext): Json => {
  const { status = 200, also, differs = {} } = written;
  const reply = replyField(route, written, context.named);
  const headers = headersOf(method, written);
  return {
    [status]: { description: SUCCESS.get(status), headers, content: json(withDifferences(reply, differs)) },
    ...(also && {
      [also.status]: {
        ...annotations(also.about, also.source),
        headers,
        content: json(withDifferences(reply, also.differs)),
      },
    }),
    ...Object.fromEntries(
      Object.entries(context.api.errors).map(([code, { name }]) => [code, refTo('responses', name)]),
    ),
  };
};

const SUCCESS: ReadonlyMap<number, string> = new Map([
  [200, 'Success'],
  [201, 'Created'],
  [202, 'Accepted, and carried out after the answer'],
]);

const replyField = (route: string, { data, meta, reply }: WrittenOperation, named: Named): Field =>
  reply === undefined
    ? readField({ data, ...(meta !== undefined && { meta }) }, named, route)
    : readField(reply, named, route);

const withDifferences = ({ schema, example }: Field, differs: Json): Field => {
  const { data, ...rest } = example as Json;
  return {
    schema,
    example: Object.keys(differs).length === 0 ? example : { data: { ...(data as Json), ...differs }, ...rest },
  };
};

export const RATE_HEADERS = [
  'RateLimit',
  'RateLimit-Policy',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
];

const headersOf = (method: string, { headers = [], idempotent = true }: WrittenOperation): Json => {
  const replay = method === 'GET' || !idempotent ? [] : ['Idempotency-Replay'];
  return headerRefs(['X-Request-Id', ...RATE_HEADERS, ...replay, ...headers]);
};

export const headerRefs = (names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, refTo('headers', name)]));
