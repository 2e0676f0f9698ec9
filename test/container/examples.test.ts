import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
let tarball: string;

const run = async (cwd: string, ...[command, ...args]: readonly [string, ...string[]]): Promise<string> =>
  (await promisify(execFile)(command, args, { cwd, env: { ...process.env, CI: '', NO_COLOR: '1' } })).stdout;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revdesk-sandbox-'));
  await run('.', 'npm', 'pack', '--pack-destination', folder);
  tarball = join(folder, (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The number of passed tests in the output of a test runner. */
const PASSED = /^ℹ pass (\d+)$|^ +Tests +(\d+) passed \(\d+\)$/m;

test.for([
  // Each of these has a test for each rule of the contract.
  { example: 'vitest-testcontainers', minTests: 1_100 },
  { example: 'node-test', minTests: 1_100 },
  { example: 'openapi-fetch', minTests: 1 },
])('the example $example passes with the packed package', { timeout: 240_000 }, async ({ example, minTests }) => {
  const copy = join(folder, example);
  await cp(join('examples', example), copy, { recursive: true });
  await run(copy, 'npm', 'install', '--no-audit', '--no-fund', tarball);

  const output = await run(copy, 'npm', 'test');

  const [, byNode, byVitest] = PASSED.exec(output) ?? [];
  expect(Number(byNode ?? byVitest)).toBeGreaterThanOrEqual(minTests);
});
