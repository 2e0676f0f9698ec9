import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../../package-root.ts';
import type { Api, Area } from './area.ts';
import type { Seed } from './document.ts';
import { documentFrom } from './document.ts';

const read = (file: string): string => readFileSync(join(packageRoot, file), 'utf8');

const readYaml = (name: string): unknown => parse(read(`docs/contract/${name}.yaml`), { merge: true });

/** Builds the text of `openapi.json` from the files in `docs/contract/`. */
export const writtenContract = (): string => {
  const api = readYaml('api') as Api;
  const areas = api.areas.map((name) => readYaml(name) as Area);
  const seed = JSON.parse(read('test/fixtures/seed-operation.json')) as Seed;
  return `${JSON.stringify(documentFrom(api, areas, seed), null, 2)}\n`;
};
