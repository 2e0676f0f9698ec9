import type { JsonObject } from '../../json.ts';
import type { ContractDocument } from '../document/document.ts';
import { isObject } from '../../json.ts';
import { pointerTo, pointerTokens, valueAt } from '../document/pointer.ts';

/** The sets of rules that a schema can be written in. */
export type SchemaDialect = 'draft-04' | 'draft-07' | '2019-09' | '2020-12' | 'openapi-3.0';

/**
 * The dialect that holds at a pointer. OpenAPI 3.1.1, section 4.8.24.5: the nearest `$schema` at or above it decides, else the
 * document's `jsonSchemaDialect`, else the version's default.
 *
 * @throws {SetUpError} for a dialect that is not known: guessing would let requests through unchecked.
 */
export const dialectAt = (document: ContractDocument, pointer: string): SchemaDialect => {
  const uri = dialectUriAt(document, pointer);
  if (uri === undefined) return document.version === '3.0' ? 'openapi-3.0' : '2020-12';
  const dialect = DIALECTS.get(uri.replace(/#$/, ''));
  if (dialect) return dialect;
  const problem = `is written in ${uri}, a JSON Schema dialect that is not known here`;
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

/** `undefined`: the version's default. */
const dialectUriAt = (document: ContractDocument, pointer: string): string | undefined => {
  const tokens = pointerTokens(pointer);
  for (let length = tokens.length; length > 0; length -= 1) {
    const node = valueAt(document.root, pointerTo('', ...tokens.slice(0, length)));
    if (isObject(node) && typeof node['$schema'] === 'string') return node['$schema'];
  }
  const declared = document.root['jsonSchemaDialect'];
  return typeof declared === 'string' ? declared : undefined;
};

/** Draft-07 (core, 8.3) and OpenAPI 3.0 ignore what stands beside a `$ref`. */
export const hidesSiblings = (dialect: SchemaDialect): boolean =>
  dialect === 'draft-04' || dialect === 'draft-07' || dialect === 'openapi-3.0';

/** Whether exclusive bounds may be booleans, as OpenAPI 3.0 took them over from draft-04. */
export const hasBooleanBounds = (dialect: SchemaDialect): boolean =>
  dialect === 'draft-04' || dialect === 'openapi-3.0';

/**
 * An OpenAPI 3.0 schema object in the words of 2020-12 (OpenAPI 3.0.4, section 4.7.24): `nullable` becomes a type, the boolean
 * exclusive bounds become numbers.
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

/** A number for an exclusive bound is 2020-12's already: dropped, it would be a rule that nobody checks. */
const bound = (name: string, exclusive: string, limit: unknown, isExclusive: unknown): JsonObject => {
  const inclusive = limit === undefined ? {} : { [name]: limit };
  if (isExclusive === undefined || isExclusive === false) return inclusive;
  if (isExclusive !== true) return { ...inclusive, [exclusive]: isExclusive };
  return limit === undefined ? {} : { [exclusive]: limit };
};
