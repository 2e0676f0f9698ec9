import type { Api, Area, WrittenOperation } from './area.ts';
import type { Field, Named } from './field.ts';
import { noted, plainName, readField } from './field.ts';
import type { Json } from './json.ts';

/** What an operation is written with. */
export interface Surroundings {
  readonly api: Api;
  readonly area: Area;
  readonly named: Named;
}

/** An OpenAPI operation, with what every operation has. */
export const operationFrom = (place: string, written: WrittenOperation, around: Surroundings): Json => {
  const [method = '', path = ''] = place.split(' ');
  const parameters = [
    ...pathParameters(path),
    ...queryParameters(place, written, around),
    ...keyParameter(method, written),
  ];
  return {
    tags: [around.area.tag],
    summary: written.summary,
    description: written.about,
    operationId: written.id,
    'x-source': written.source ?? 'generated types',
    ...(written.deprecated && { deprecated: true }),
    security: securityOf(method, written, around.area),
    ...(parameters.length > 0 && { parameters }),
    ...(written.body !== undefined && { requestBody: requestBody(place, written.body, around) }),
    responses: responses(place, method, written, around),
  };
};

const refTo = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });

/** Parameters of the path and of the query may bear the same name. */
export const pathParameterName = (name: string): string => `${name}InPath`;

const pathParameters = (path: string): readonly Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => refTo('parameters', pathParameterName(name)));

const queryParameters = (place: string, { query = {} }: WrittenOperation, { named }: Surroundings): readonly Json[] =>
  Object.entries(query).map(([key, written]) =>
    written === null
      ? refTo('parameters', key)
      : parameterFrom({ name: plainName(key), in: 'query', required: !key.endsWith('?') }, written, named, place),
  );

const keyParameter = (method: string, { idempotent = true }: WrittenOperation): readonly Json[] =>
  method === 'GET' || !idempotent ? [] : [refTo('parameters', 'IdempotencyKey')];

/** What is said of the value goes to the parameter. */
export const parameterFrom = (where: Json, written: unknown, named: Named, place: string): Json => {
  // No example is asked of those who write a filter.
  const { schema } = readField(withExample(written), named, `${place} ${String(where['name'])}`);
  const { description, 'x-source': source = 'generated types', ...rest } = schema;
  return { ...where, ...noted(description, source), schema: rest };
};

const withExample = (written: unknown): unknown => {
  if (typeof written === 'string') return written === 'string' ? 'string e.g. any' : written;
  return Array.isArray(written) ? written : { ...(written as Json), is: withExample((written as Json)['is']) };
};

/** The engine asks for a scope beside the key; the contract of a bearer scheme can name it (OpenAPI 3.1.0, section 4.8.30.1). */
const securityOf = (method: string, written: WrittenOperation, area: Area): readonly Json[] =>
  area.security === 'none' ? [] : [{ bearerAuth: [scopeOf(method, written.scope ?? area.scope ?? '')] }];

export const scopeOf = (method: string, scope: string): string => {
  if (scope.includes(':')) return scope;
  return `${scope}:${method === 'GET' ? 'read' : 'write'}`;
};

const requestBody = (place: string, body: unknown, { named }: Surroundings): Json => ({
  required: true,
  content: json(readField(body, named, `${place} body`)),
});

const json = ({ schema, example }: Field): Json => ({ 'application/json': { schema, example } });

const responses = (place: string, method: string, written: WrittenOperation, around: Surroundings): Json => {
  const { status = 200, also, differs = {} } = written;
  const answer = answerOf(place, written, around.named);
  const headers = headersOf(method, written);
  return {
    [status]: { description: SUCCESS.get(status), headers, content: json(differing(answer, differs)) },
    ...(also && {
      [also.status]: { ...noted(also.about, also.source), headers, content: json(differing(answer, also.differs)) },
    }),
    ...Object.fromEntries(
      Object.entries(around.api.errors).map(([code, { name }]) => [code, refTo('responses', name)]),
    ),
  };
};

const SUCCESS: ReadonlyMap<number, string> = new Map([
  [200, 'Success'],
  [201, 'Created'],
  [202, 'Accepted, and carried out after the answer'],
]);

const answerOf = (place: string, { data, meta, reply }: WrittenOperation, named: Named): Field =>
  reply === undefined
    ? readField({ data, ...(meta !== undefined && { meta }) }, named, place)
    : readField(reply, named, place);

const differing = ({ schema, example }: Field, differs: Json): Field => {
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
