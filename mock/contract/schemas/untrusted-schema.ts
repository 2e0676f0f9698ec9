import type { Options, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { RE2JS } from 're2js';
import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { Validator } from './violation.ts';
import { violationsFrom } from './violation.ts';

/**
 * Compiles a schema that came over the network, where one `(a+)+$` would otherwise stop the server for everybody: its patterns run
 * in an engine whose time is linear in the text, and it may not refer, since references can run in circles or multiply.
 *
 * @throws {Error} if it is no schema of JSON Schema 2020-12, or cannot be judged safely.
 */
export const compileUntrusted = (schema: JsonObject, { allErrors = false }: UntrustedOptions = {}): Validator => {
  const forbidden = FORBIDDEN.find((keyword) => hasKeyword(schema, keyword));
  if (forbidden !== undefined) throw new Error(`"${forbidden}" is not allowed here`);
  const { $schema = DIALECT, ...keywords } = schema;
  if ($schema !== DIALECT) throw new Error(`"$schema" must be ${DIALECT}`);
  refuseInvalid(keywords);
  // One of its own for each schema, so that nobody's `$id` meets another's.
  const ajv = new Ajv2020({ ...OPTIONS, allErrors, meta: false, validateSchema: false, code: { regExp } });
  formats.default(ajv);
  const check = ajv.compile(keywords);
  return (value) => (check(value) ? [] : violationsFrom(check.errors, value));
};

interface UntrustedOptions {
  /** Whether everything that does not fit is told, and not the first thing alone. @default false */
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

/** `$async` is ajv's own: a rejected promise that nobody awaits would end the process. */
const FORBIDDEN = ['$ref', '$dynamicRef', '$async'];

/** As a keyword, and not as the name of a property that is described by a schema. */
const hasKeyword = (node: unknown, keyword: string): boolean => {
  if (Array.isArray(node)) return node.some((child) => hasKeyword(child, keyword));
  if (!isObject(node)) return false;
  const value = Object.hasOwn(node, keyword) ? node[keyword] : undefined;
  return (value !== undefined && !isObject(value)) || Object.values(node).some((child) => hasKeyword(child, keyword));
};

let metaschema: ValidateFunction | undefined;

/** The schema of schemas takes long to compile, and is the same for all. */
const refuseInvalid = (schema: JsonObject): void => {
  const check = (metaschema ??= new Ajv2020(OPTIONS).getSchema(DIALECT) as ValidateFunction);
  if (check(schema)) return;
  const [violation] = violationsFrom(check.errors, schema);
  throw new Error(`${violation?.field || 'it'} ${violation?.message}`);
};

const regExp = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    // ajv tells patterns apart by their text: without it, one would do for all.
    return { test: (text: string): boolean => compiled.matcher(text).find(), toString: () => pattern };
  },
  { code: 'linear-time' },
);
