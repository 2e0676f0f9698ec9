import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Extension } from '../index.ts';
import { SetUpError } from '../index.ts';

/**
 * What a module adds: its exports `pack` and `scenarios`.
 *
 * @throws {SetUpError} if it cannot be loaded, or exports neither.
 */
export const readExtension = async (file: string): Promise<Extension> => {
  const { pack, scenarios } = await load(file);
  if (pack !== undefined || Array.isArray(scenarios)) {
    return { ...(pack !== undefined && { pack }), ...(scenarios !== undefined && { scenarios }) };
  }
  const remedy = 'Export "pack", made with defineApi, or "scenarios", a list of what defineScenario makes.';
  throw new SetUpError([{ place: file, problem: 'exports neither a pack nor scenarios', remedy }]);
};

const load = async (file: string): Promise<Extension> => {
  try {
    return (await import(pathToFileURL(resolve(file)).href)) as Extension;
  } catch (error) {
    const problem = `cannot be loaded: ${(error as Error).message}`;
    const remedy = 'Name a JavaScript module, or a TypeScript one whose types can be stripped, which takes Node 22.18.';
    throw new SetUpError([{ place: file, problem, remedy }]);
  }
};
