import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { SetUpError } from '../../index.ts';
import { requestValidator } from '../mock/contract/a-contract.ts';
import { DEVIATIONS } from './deviations.ts';

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const DIALECTS = [
  ['draft7', 'http://json-schema.org/draft-07/schema#'],
  ['draft2020-12', 'https://json-schema.org/draft/2020-12/schema'],
] as const;

/**
 * Compiles a schema of the suite as that of a request body. It gets an `$id`, so that its references start at its own root. A boolean
 * schema cannot name its dialect, and means the same in all of them.
 */
const validatorOf = (schema: unknown, $schema: string) =>
  requestValidator(
    typeof schema === 'object' && schema !== null ? { $schema, $id: 'https://suite.test/schema', ...schema } : schema,
  );

/** The names of the cases where the result differs from the suite's. */
const differing = (folder: string, $schema: string): { readonly differing: string[]; readonly agreed: number } => {
  const names: string[] = [];
  let agreed = 0;
  for (const file of globSync(`${import.meta.dirname}/json-schema-test-suite/${folder}/*.json`)) {
    for (const group of JSON.parse(readFileSync(file, 'utf8')) as Group[]) {
      const name = `${basename(file, '.json')}: ${group.description}`;
      const failed = failuresIn(group, $schema);
      agreed += group.tests.length - failed.length;
      names.push(...(failed.length === group.tests.length ? [name] : failed.map((each) => `${name}: ${each}`)));
    }
  }
  return { differing: names, agreed };
};

const failuresIn = ({ schema, tests }: Group, $schema: string): readonly string[] => {
  try {
    const validate = validatorOf(schema, $schema);
    return tests
      .filter(({ data, valid }) => (validate(data).length === 0) !== valid)
      .map(({ description }) => description);
  } catch (error) {
    // The schema makes start-up fail, or ajv recurses on it endlessly.
    if (!(error instanceof SetUpError || error instanceof RangeError)) throw error;
    return tests.map(({ description }) => description);
  }
};

test.for(DIALECTS)(
  'agrees with the official suite of %s, except for the listed deviations',
  async ([folder, $schema], { annotate }) => {
    const found = differing(folder, $schema);

    expect(found.differing.toSorted()).toEqual(Object.keys(DEVIATIONS[folder]).toSorted());
    await annotate(`${found.agreed} cases agree`);
  },
);
