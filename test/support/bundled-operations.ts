import { readFileSync } from 'node:fs';
import { BUNDLED_CONTRACT } from '../../index.ts';

interface PathsDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;
}

/** The ids of the bundled contract's operations, read from the file without the engine. */
export const bundledOperations = (): readonly string[] => {
  const { paths } = JSON.parse(readFileSync(BUNDLED_CONTRACT, 'utf8')) as PathsDocument;
  return Object.values(paths)
    .flatMap((item) => Object.values(item))
    .flatMap(({ operationId }) => operationId ?? []);
};
