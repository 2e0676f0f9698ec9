/** Builds `dist/` if any source file is newer: `npm start` serves the current source without a build each time. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';

const SOURCES = [
  '*.ts',
  '{bin,client,mock,revdesk,scenarios,server,suite,testcontainers,vitest}/**/*.ts',
  'tsconfig*.json',
  'package.json',
];
const BUILT = 'dist/cli.js';

const changedAt = (file: string): number => statSync(file).mtimeMs;

const isStale = (): boolean => {
  if (!existsSync(BUILT)) return true;
  const builtAt = changedAt(BUILT);
  return SOURCES.some((pattern) => globSync(pattern).some((file) => changedAt(file) > builtAt));
};

// The build prints to stderr, so that stdout has only the output of the sandbox.
if (isStale()) execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 2, 'inherit'] });
