import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { ContractDocument } from '../document/document.ts';
import { pointerTo, pointerTokens, valueAt } from '../document/pointer.ts';

/** The supported dialects of JSON Schema. */
export type SchemaDialect = 'draft-04' | 'draft-07' | '2019-09' | '2020-12' | 'openapi-3.0';

/**
 * The dialect of the schema at a pointer: the nearest `$schema` at or above it, else the document's `jsonSchemaDialect`, else the
 * version's default (OpenAPI 3.1.1, section 4.8.24.5).
 *
 * @throws {SetUpError} for an unknown dialect: guessing would let requests through unchecked.
 */
export const dialectAt = (document: ContractDocument, pointer: string): SchemaDialect => {
  const uri = dialectUriAt(document, pointer);
  if (uri === undefined) return document.version === '3.0' ? 'openapi-3.0' : '2020-12';
  const dialect = DIALECTS.get(uri.replace(/#$/, ''));
  if (dialect) return dialect;
  const problem = `uses ${uri}, a JSON Schema dialect that is not supported`;
  throw document.error(pointer, problem, `Use one of ${[...DIALECTS.keys()].join(', ')}.`);
};

const DIALECTS: ReadonlyMap<string, SchemaDialect> = new Map([
  ['http://json-schema.org/draft-04/schema', 'draft-04'],
  ['https://json-schema.org/draft-04/schema', 'draft-04'],
  ['http://json-schema.org/draft-06/schema', 'draft-07'],
  ['https://json-schema.org/draft-06/schema', 'draft-07'],
  ['http://json-schema.org/draft-07/schema', 'draft-07'],
  ['https://json-schema.org/draft-07/schema', 'draft-07'],
  ['https://json-schema.org/draft/2019-09/schema', '2019-09'],
  ['https://json-schema.org/draft/2020-12/schema', '2020-12'],
  ['https://spec.openapis.org/oas/3.1/dialect/base', '2020-12'],
  ['https://spec.openapis.org/oas/3.1/dialect/2024-11-10', '2020-12'],
  ['https://spec.openapis.org/oas/3.2/dialect/2025-09-17', '2020-12'],
]);

/** `undefined` means the version's default. */
const dialectUriAt = (document: ContractDocument, pointer: string): string | undefined => {
  const tokens = pointerTokens(pointer);
  for (let length = tokens.length; length > 0; length -= 1) {
    const node = valueAt(document.root, pointerTo('', ...tokens.slice(0, length)));
    if (isObject(node) && typeof node['$schema'] === 'string') return node['$schema'];
  }
  const declared = document.root['jsonSchemaDialect'];
  return typeof declared === 'string' ? declared : undefined;
};

/** Draft-07 (core, 8.3) and OpenAPI 3.0 ignore the keywords next to a `$ref`. */
export const hidesSiblings = (dialect: SchemaDialect): boolean =>
  dialect === 'draft-04' || dialect === 'draft-07' || dialect === 'openapi-3.0';

/** Whether exclusive bounds may be booleans, as in draft-04 and OpenAPI 3.0, which is based on it. */
export const hasBooleanBounds = (dialect: SchemaDialect): boolean =>
  dialect === 'draft-04' || dialect === 'openapi-3.0';

/**
 * Converts an OpenAPI 3.0 schema object to 2020-12 (OpenAPI 3.0.4, section 4.7.24): `nullable` becomes a type, boolean exclusive bounds
 * become numbers.
 */
export const upgradeFrom30 = (schema: JsonObject): JsonObject => {
  const { nullable, exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...rest } = schema;
  return {
    ...rest,
    ...bound('minimum', 'exclusiveMinimum', minimum, exclusiveMinimum),
    ...bound('maximum', 'exclusiveMaximum', maximum, exclusiveMaximum),
    ...(nullable === true && typeof rest['type'] === 'string' && { type: [rest['type'], 'null'] }),
    ...(nullable === true && Array.isArray(rest['enum']) && { enum: [...new Set([...rest['enum'], null])] }),
  };
};

/** A numeric exclusive bound is already valid in 2020-12, and is kept: without it, the bound would not be checked. */
const bound = (name: string, exclusive: string, limit: unknown, isExclusive: unknown): JsonObject => {
  const inclusive = limit === undefined ? {} : { [name]: limit };
  if (isExclusive === undefined || isExclusive === false) return inclusive;
  if (isExclusive !== true) return { ...inclusive, [exclusive]: isExclusive };
  return limit === undefined ? {} : { [exclusive]: limit };
};
