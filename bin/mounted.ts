import { existsSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** A folder that a user mounts into the container, and what is looked for there, the usual name first. */
const MOUNTS = [
  { variable: 'REVDESK_SANDBOX_CONTRACT', folder: 'contract', names: ['openapi.json', 'openapi.yaml', 'openapi.yml'] },
  { variable: 'REVDESK_SANDBOX_SETTINGS', folder: 'settings', names: ['sandbox.yaml', 'sandbox.yml', 'sandbox.json'] },
] as const;

/**
 * The environment, and in it the files that are mounted at their usual places. What is set already stays.
 *
 * @param root Where the folders lie. @default "/"
 */
export const withMounted = (environment: Environment, root = '/'): Environment => {
  const mounted = MOUNTS.map(({ variable, folder, names }) => [variable, fileIn(join(root, folder), names)] as const);
  return { ...Object.fromEntries(mounted.filter(([, file]) => file !== undefined)), ...environment };
};

/**
 * The folder is there only when it is mounted. Then a file is expected in it: served is what was meant, or nothing, so that
 * a misspelt name stops the start.
 */
const fileIn = (folder: string, names: readonly [string, ...string[]]): string | undefined => {
  if (!existsSync(folder)) return undefined;
  return join(folder, names.find((name) => existsSync(join(folder, name))) ?? names[0]);
};
