import { readFileSync } from 'node:fs';
import { REVDESK_SANDBOX_IMAGE } from '../../../testcontainers/index.ts';
import { docker } from './docker.ts';

/** Builds the image once for all tests, with the name that the module uses by default. */
export const setup = async (): Promise<void> => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
  await docker('build', '--quiet', '--build-arg', `VERSION=${version}`, '--tag', REVDESK_SANDBOX_IMAGE, '.');
};
