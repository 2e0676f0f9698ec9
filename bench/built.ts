import { execFileSync } from 'node:child_process';
import { packageRoot } from '../package-root.ts';

/** Rebuilds `dist/`, which the benches measure, if the source has changed. */
export const buildIfStale = (): void => {
  execFileSync(process.execPath, ['bin/dev/build-if-stale.ts'], { cwd: packageRoot, stdio: ['ignore', 2, 'inherit'] });
};
