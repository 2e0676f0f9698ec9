import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Extension } from '../index.ts';
import { SetUpError } from '../index.ts';

/**
 * Loads an extension module and returns its exports `pack` and `scenarios`.
 *
 * @throws {SetUpError} if the module cannot be loaded, or exports neither.
 */
export const readExtension = async (file: string): Promise<Extension> => {
  const { pack, scenarios } = await load(file);
  if (pack !== undefined || Array.isArray(scenarios)) {
    return { ...(pack !== undefined && { pack }), ...(scenarios !== undefined && { scenarios }) };
  }
  const remedy =
    'Export "pack", created with defineApi, or "scenarios", an array of scenarios created with defineScenario.';
  throw new SetUpError([{ place: file, problem: 'exports neither a pack nor scenarios', remedy }]);
};

const load = async (file: string): Promise<Extension> => {
  try {
    return (await import(pathToFileURL(resolve(file)).href)) as Extension;
  } catch (error) {
    const problem = `cannot be loaded: ${(error as Error).message}`;
    const remedy =
      'Pass a JavaScript module, or (with Node 22.18 or later) a TypeScript module whose types can be stripped.';
    throw new SetUpError([{ place: file, problem, remedy }]);
  }
};
