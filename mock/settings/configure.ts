import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { violationsFrom } from '../contract/schemas/violation.ts';
import type { JsonObject } from '../json.ts';
import type { SetUpProblem } from '../contract/document/set-up-error.ts';

/** Settings that fit, defaults filled in; or what is wrong with them. */
export type CheckedSettings = { readonly config: JsonObject } | { readonly problems: readonly SetUpProblem[] };

/**
 * Checks settings against their schema and fills in its defaults.
 *
 * @param place Where they come from, for messages: `sandbox.yaml#/scenarios/throttling`.
 */
export const configure = (schema: JsonObject, settings: JsonObject, place: string): CheckedSettings => {
  const config = structuredClone(settings);
  const check = checkFor(schema);
  if (check(config)) return { config };
  const problems = violationsFrom(check.errors, config).map(({ pointer, field, message }) => ({
    place: `${place}${pointer}`,
    problem: `${field || 'the settings'} ${message}`,
    remedy: 'Correct the setting, or leave it out for its default.',
  }));
  return { problems };
};

const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  useDefaults: true,
  ownProperties: true,
  strictTypes: false,
  // The schemas are the program's own, and tests compile them all; compiling their metaschema would take longer than they do.
  meta: false,
  validateSchema: false,
});
formats.default(ajv);

const checks = new WeakMap<JsonObject, ValidateFunction>();

const checkFor = (schema: JsonObject): ValidateFunction => {
  const check = checks.get(schema) ?? ajv.compile(schema);
  checks.set(schema, check);
  return check;
};
