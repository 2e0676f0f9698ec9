import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { SetUpError } from '../../index.ts';
import { requestJudge } from '../mock/contract/a-contract.ts';
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
 * A schema of the suite as a request body's. Its references start at its own root, so it has an `$id`. A boolean cannot say its
 * dialect, and means the same in all.
 */
const judgeOf = (schema: unknown, $schema: string) =>
  requestJudge(
    typeof schema === 'object' && schema !== null ? { $schema, $id: 'https://suite.test/schema', ...schema } : schema,
  );

/** The names of the cases in which our verdict is another than the suite's. */
const differing = (folder: string, $schema: string): { readonly differing: string[]; readonly agreed: number } => {
  const names: string[] = [];
  let agreed = 0;
  for (const file of globSync(`${import.meta.dirname}/json-schema-test-suite/${folder}/*.json`)) {
    for (const group of JSON.parse(readFileSync(file, 'utf8')) as Group[]) {
      const place = `${basename(file, '.json')}: ${group.description}`;
      const wrong = wrongIn(group, $schema);
      agreed += group.tests.length - wrong.length;
      names.push(...(wrong.length === group.tests.length ? [place] : wrong.map((each) => `${place}: ${each}`)));
    }
  }
  return { differing: names, agreed };
};

const wrongIn = ({ schema, tests }: Group, $schema: string): readonly string[] => {
  try {
    const judge = judgeOf(schema, $schema);
    return tests
      .filter(({ data, valid }) => (judge(data).length === 0) !== valid)
      .map(({ description }) => description);
  } catch (error) {
    // A schema that stops the start, or one that ajv never comes to an end with.
    if (!(error instanceof SetUpError || error instanceof RangeError)) throw error;
    return tests.map(({ description }) => description);
  }
};

test.for(DIALECTS)(
  'judges as the official suite of %s does, but for what is listed',
  async ([folder, $schema], { annotate }) => {
    const found = differing(folder, $schema);

    expect(found.differing.toSorted()).toEqual(Object.keys(DEVIATIONS[folder]).toSorted());
    await annotate(`${found.agreed} cases agree`);
  },
);
