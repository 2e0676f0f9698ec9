import type { JsonObject } from '../json.ts';
import type { SandboxRequest } from '../request.ts';
import { bodyValue } from '../contract/bodies/body-value.ts';
import type { Operation } from '../contract/operations/operation.ts';
import { queryOf } from '../request.ts';

/** A request as a JSON Schema judges it, in overrides and in expectations. Repeated headers and query parameters show their first value. */
export const requestSubject = (
  request: SandboxRequest,
  operation: Operation,
  pathParameters: ReadonlyMap<string, string>,
): JsonObject => ({
  method: request.method,
  path: Object.fromEntries(pathParameters),
  query: Object.fromEntries([...queryOf(request)].toReversed()),
  headers: Object.fromEntries([...request.headers].map(([name, values]) => [name, values[0]])),
  body: bodyValue(operation, request.body)?.value ?? null,
});
