import { bodyValue } from '../contract/bodies/body-value.ts';
import type { Operation } from '../contract/operations/operation.ts';
import type { JsonObject } from '../json.ts';
import type { SandboxRequest } from '../request.ts';
import { queryOf } from '../request.ts';

/** A request in the form that JSON Schemas in overrides and expectations check. Only the first value of a repeated field is included. */
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
