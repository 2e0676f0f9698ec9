import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The folder that holds `package.json` and `openapi.json`: this file's own in the source, the one above `dist/` when built. */
export const packageRoot =
  basename(import.meta.dirname) === 'dist' ? dirname(import.meta.dirname) : import.meta.dirname;

/** The contract that is served when the user names no other. */
export const BUNDLED_CONTRACT = join(packageRoot, 'openapi.json');

export const packageVersion = (): string =>
  (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { readonly version: string }).version;
