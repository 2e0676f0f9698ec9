/** Checks `openapi.json` with two independent validators. Exits with 1 if either finds a problem. */
import { readFileSync } from 'node:fs';
import { createConfig, lint } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { BUNDLED_CONTRACT } from '../../package-root.ts';

/** Structure, references, unique ids, path parameters, and examples against their schemas. */
const lintProblems = async (): Promise<readonly string[]> => {
  const config = await createConfig({
    extends: ['spec'],
    rules: { 'no-invalid-media-type-examples': 'error', 'no-unused-components': 'error' },
  });
  const problems = await lint({ ref: BUNDLED_CONTRACT, config });
  return problems.map(({ ruleId, message, location }) => `${location[0]?.pointer ?? ''} ${ruleId}: ${message}`);
};

/** The official JSON Schema of OpenAPI 3.1. */
const schemaProblems = async (): Promise<readonly string[]> => {
  const { valid, errors } = await new Validator().validate(
    JSON.parse(readFileSync(BUNDLED_CONTRACT, 'utf8')) as Record<string, unknown>,
  );
  return valid ? [] : [JSON.stringify(errors)];
};

const problems = [...(await lintProblems()), ...(await schemaProblems())];
for (const problem of problems) console.error(`openapi.json${problem}`);
if (problems.length > 0) process.exitCode = 1;
