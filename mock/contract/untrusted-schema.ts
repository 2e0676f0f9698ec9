import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { RE2JS } from 're2js';
import type { JsonObject } from '../exchange.ts';
import type { Validator } from './operations.ts';
import { violationsFrom } from './violation.ts';

/**
 * Compiles a schema that came over the network. Its patterns run in an engine whose time is linear in the text: one `(a+)+$` would
 * otherwise stop the server for everybody.
 *
 * @throws {Error} if it is no schema of JSON Schema 2020-12.
 */
export const compileUntrusted = (schema: JsonObject): Validator => {
  const ajv = new Ajv2020({
    strictTypes: false,
    strictRequired: false,
    ownProperties: true,
    logger: false,
    code: { regExp },
  });
  formats.default(ajv);
  const check = ajv.compile(schema);
  return (value) => (check(value) ? [] : violationsFrom(check.errors ?? [], value));
};

const regExp = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return { test: (text: string): boolean => compiled.matcher(text).find() };
  },
  { code: 'linear-time' },
);
