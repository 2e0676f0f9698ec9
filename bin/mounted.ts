import { existsSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The folders that a user can mount into the container, and the file names to look for, the default name first. */
const MOUNTS = [
  { variable: 'REVDESK_SANDBOX_CONTRACT', folder: 'contract', names: ['openapi.json', 'openapi.yaml', 'openapi.yml'] },
  { variable: 'REVDESK_SANDBOX_SETTINGS', folder: 'settings', names: ['sandbox.yaml', 'sandbox.yml', 'sandbox.json'] },
] as const;

/**
 * Adds variables for the mounted files to the environment. Variables that are already set stay.
 *
 * @param root The parent of the mounted folders. @default "/"
 */
export const withMounted = (environment: Environment, root = '/'): Environment => {
  const mounted = MOUNTS.map(({ variable, folder, names }) => [variable, fileIn(join(root, folder), names)] as const);
  return { ...Object.fromEntries(mounted.filter(([, file]) => file !== undefined)), ...environment };
};

/**
 * The folder exists only when it is mounted. A file is then expected in it. If none is found, the default name is returned, so that the
 * start fails on a misspelled name instead of ignoring the mount.
 */
const fileIn = (folder: string, names: readonly [string, ...string[]]): string | undefined => {
  if (!existsSync(folder)) return undefined;
  return join(folder, names.find((name) => existsSync(join(folder, name))) ?? names[0]);
};
