import type { JsonObject, SandboxRequest } from './exchange.ts';
import { queryOf } from './exchange.ts';

/** A request as a JSON Schema judges it, in overrides and in expectations. Repeated headers and query parameters show their first value. */
export const requestSubject = (request: SandboxRequest, pathParameters: ReadonlyMap<string, string>): JsonObject => ({
  method: request.method,
  path: Object.fromEntries(pathParameters),
  query: Object.fromEntries([...queryOf(request)].toReversed()),
  headers: Object.fromEntries([...request.headers].map(([name, values]) => [name, values[0]])),
  body: request.body.kind === 'json' ? request.body.value : null,
});
