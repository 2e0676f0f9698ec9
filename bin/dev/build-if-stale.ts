/** Builds `dist/` if any source file is newer: `npm start` serves what the source says, without a build each time. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';

const SOURCES = [
  '*.ts',
  '{bin,client,mock,revdesk,scenarios,suite,testcontainers,vitest}/**/*.ts',
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

// stderr, so that stdout holds what the sandbox prints and nothing else.
if (isStale()) execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 2, 'inherit'] });
