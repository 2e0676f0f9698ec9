import type { ControlAccess } from '../control-endpoint.ts';
import type { EngineEndpoint } from './control-context.ts';

/** The control API as an OpenAPI 3.1 document, generated from the table that serves it. */
export const describeControl = (endpoints: readonly EngineEndpoint[]): object => {
  const paths = new Map<string, Record<string, object>>();
  for (const endpoint of endpoints) {
    const item = paths.get(endpoint.path) ?? {};
    item[endpoint.method.toLowerCase()] = describe(endpoint);
    paths.set(endpoint.path, item);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sandbox control API',
      version: '1.0.0',
      description: 'Controls one world. Each world has its own control API: /~name/_sandbox/…',
    },
    // Relative to this document, so that it is right in every world, and for any control path.
    servers: [{ url: '.' }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        controlToken: { type: 'apiKey', in: 'header', name: 'Sandbox-Control-Token' },
        callingToken: { type: 'http', scheme: 'bearer' },
      },
    },
  };
};

const describe = (endpoint: EngineEndpoint): object => {
  const status = String(endpoint.status ?? 200);
  const output = { content: { 'application/json': { schema: endpoint.output ?? {} } } };
  const input = endpoint.input && {
    required: Array.isArray(endpoint.input['required']),
    content: { 'application/json': { schema: endpoint.input } },
  };
  return {
    operationId: [endpoint.method.toLowerCase(), ...(endpoint.path.match(/[a-z0-9]+/gi) ?? [])].join('_'),
    summary: endpoint.summary,
    parameters: parametersOf(endpoint),
    ...(input && { requestBody: input }),
    responses: {
      [status]: { description: 'Done.', ...(status === '204' ? {} : output) },
      default: { description: 'Refused, in the error format of the API.' },
    },
    security: SECURITY[endpoint.access],
  };
};

/** The empty requirement: a guarded call from this machine needs no token. */
const SECURITY: Readonly<Record<ControlAccess, readonly object[]>> = {
  open: [],
  guarded: [{ controlToken: [] }, {}],
  spend: [{ callingToken: [] }],
  use: [{ callingToken: [] }],
};

const parametersOf = ({ path, query = {} }: EngineEndpoint): object[] => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  })),
];
