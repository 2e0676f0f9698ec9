import type { Api, Area, ErrorReply } from './area.ts';
import type { Named } from './field.ts';
import { NamedSchemas } from './field.ts';
import type { Json } from './json.ts';
import { mapValues } from './json.ts';
import { headerRefs, operationFrom, parameterFrom, pathParameterName, RATE_HEADERS } from './operation.ts';

/** The vendor's own description of one operation, which is copied unchanged. */
export interface Seed {
  readonly operation: Json;
  readonly ErrorEnvelope: Json;
  readonly bearerAuth: Json;
  readonly security: readonly Json[];
}

/** Builds the OpenAPI document from the areas. */
export const documentFrom = (api: Api, areas: readonly Area[], seed: Seed): Json => {
  const schemas = new NamedSchemas(writtenSchemas(api, areas));
  return {
    openapi: '3.1.0',
    info: api.info,
    servers: [{ url: api.server }],
    security: seed.security,
    tags: areas.map(({ tag, about, tagSource }) => ({
      name: tag,
      description: about,
      ...(tagSource !== undefined && { 'x-source': tagSource }),
    })),
    paths: pathsOf(api, areas, seed, schemas.named),
    components: {
      schemas: { ErrorEnvelope: seed.ErrorEnvelope, ...schemas.all() },
      parameters: parametersOf(api, schemas.named),
      headers: mapValues(api.headers, (written, name) => {
        const { name: _, ...header } = parameterFrom({ name }, written, schemas.named, 'headers');
        return header;
      }),
      responses: Object.fromEntries(Object.values(api.errors).map((error) => [error.name, errorResponse(error)])),
      securitySchemes: { bearerAuth: seed.bearerAuth },
    },
  };
};

const writtenSchemas = (api: Api, areas: readonly Area[]): ReadonlyMap<string, unknown> => {
  const written = new Map<string, unknown>();
  for (const [name, schema] of [api, ...areas].flatMap(({ schemas = {} }) => Object.entries(schemas))) {
    if (written.has(name)) throw new Error(`Two schemas have the name ${name}. Rename one of them.`);
    written.set(name, schema);
  }
  return written;
};

const pathsOf = (api: Api, areas: readonly Area[], seed: Seed, named: Named): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const area of areas) {
    for (const [route, written] of Object.entries(area.operations)) {
      const [method = '', path = ''] = route.split(' ');
      const operation = written.verbatim ? seed.operation : operationFrom(route, written, { api, area, named });
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
    }
  }
  return paths;
};

const parametersOf = (api: Api, named: Named): Json => ({
  IdempotencyKey: parameterFrom(
    { name: 'Idempotency-Key', in: 'header', required: false },
    api.idempotencyKey,
    named,
    'idempotencyKey',
  ),
  ...mapValues(api.query, (written, name) =>
    parameterFrom({ name, in: 'query', required: false }, written, named, 'query'),
  ),
  ...Object.fromEntries(
    Object.entries(api.path).map(([name, written]) => [
      pathParameterName(name),
      parameterFrom({ name, in: 'path', required: true }, written, named, 'path'),
    ]),
  ),
});

const errorResponse = ({ about, code, message, headers = [] }: ErrorReply): Json => ({
  description: about,
  headers: headerRefs(['X-Request-Id', ...(code === 'rate_limited' ? RATE_HEADERS : []), ...headers]),
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/ErrorReply' },
      example: { error: { code, message } },
    },
  },
});
