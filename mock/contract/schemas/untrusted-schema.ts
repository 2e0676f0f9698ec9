import type { Options, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { RE2JS } from 're2js';
import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { Validator } from './violation.ts';
import { violationsFrom } from './violation.ts';

/**
 * Compiles a schema that came over the network, where a single `(a+)+$` could otherwise block the server for all callers. Its patterns
 * run in a regular-expression engine with linear time, and it may not contain references, which can be circular or multiply.
 *
 * @throws {Error} if it is not a JSON Schema of 2020-12, or cannot be evaluated safely.
 */
export const compileUntrusted = (schema: JsonObject, { allErrors = false }: UntrustedOptions = {}): Validator => {
  const forbidden = FORBIDDEN.find((keyword) => hasKeyword(schema, keyword));
  if (forbidden !== undefined) throw new Error(`"${forbidden}" is not allowed here`);
  const { $schema = DIALECT, ...keywords } = schema;
  if ($schema !== DIALECT) throw new Error(`"$schema" must be ${DIALECT}`);
  refuseInvalid(keywords);
  // A separate ajv instance for each schema, so that their `$id`s cannot collide.
  const ajv = new Ajv2020({ ...OPTIONS, allErrors, meta: false, validateSchema: false, code: { regExp } });
  formats.default(ajv);
  const check = ajv.compile(keywords);
  return (value) => (check(value) ? [] : violationsFrom(check.errors, value));
};

interface UntrustedOptions {
  /** Whether all violations are reported, not only the first. @default false */
  readonly allErrors?: boolean;
}

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

const OPTIONS: Options = {
  strictTypes: false,
  strictRequired: false,
  verbose: true,
  ownProperties: true,
  logger: false,
};

/** `$async` is an ajv extension: the promise that it returns would be rejected unhandled, which ends the process. */
const FORBIDDEN = ['$ref', '$dynamicRef', '$async'];

/** Whether a schema uses a keyword; a property of that name, whose value is a schema, does not count. */
const hasKeyword = (node: unknown, keyword: string): boolean => {
  if (Array.isArray(node)) return node.some((child) => hasKeyword(child, keyword));
  if (!isObject(node)) return false;
  const value = Object.hasOwn(node, keyword) ? node[keyword] : undefined;
  return (value !== undefined && !isObject(value)) || Object.values(node).some((child) => hasKeyword(child, keyword));
};

let metaschema: ValidateFunction | undefined;

/** The metaschema takes long to compile, and is shared by all schemas. */
const refuseInvalid = (schema: JsonObject): void => {
  const check = (metaschema ??= new Ajv2020(OPTIONS).getSchema(DIALECT) as ValidateFunction);
  if (check(schema)) return;
  const [violation] = violationsFrom(check.errors, schema);
  throw new Error(`${violation?.field || 'it'} ${violation?.message}`);
};

const regExp = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    // ajv caches patterns by their text: without `toString`, all patterns would share one entry.
    return { test: (text: string): boolean => compiled.matcher(text).find(), toString: () => pattern };
  },
  { code: 'linear-time' },
);
