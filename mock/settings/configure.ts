import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { SetUpProblem } from '../contract/document/set-up-error.ts';
import { violationsFrom } from '../contract/schemas/violation.ts';
import type { JsonObject } from '../json.ts';

/** Valid settings with defaults filled in, or the problems of invalid ones. */
export type CheckedSettings = { readonly config: JsonObject } | { readonly problems: readonly SetUpProblem[] };

/**
 * Checks settings against their schema and fills in its defaults.
 *
 * @param place Where the settings come from, for messages: `sandbox.yaml#/scenarios/throttling`.
 */
export const configure = (schema: JsonObject, settings: JsonObject, place: string): CheckedSettings => {
  const config = structuredClone(settings);
  const validate = validatorFor(schema);
  if (validate(config)) return { config };
  const problems = violationsFrom(validate.errors, config).map(({ pointer, field, message }) => ({
    place: `${place}${pointer}`,
    problem: `${field || 'the settings'} ${message}`,
    remedy: 'Correct the setting, or omit it to use the default.',
  }));
  return { problems };
};

const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  useDefaults: true,
  ownProperties: true,
  strictTypes: false,
  // The schemas are part of the program, and tests compile them all; compiling the metaschema would take longer than compiling them.
  meta: false,
  validateSchema: false,
});
formats.default(ajv);

const validators = new WeakMap<JsonObject, ValidateFunction>();

const validatorFor = (schema: JsonObject): ValidateFunction => {
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  return validate;
};
