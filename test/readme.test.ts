import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { startTestSandbox } from './support/start-test-sandbox.ts';

const readme = readFileSync('README.md', 'utf8');

/** Pages whose programs need no container. */
const PAGES = [
  'README.md',
  'docs/assertions.md',
  'docs/contract-suite.md',
  'docs/callbacks.md',
  'docs/coverage.md',
  'docs/extending.md',
  'docs/rules.md',
  'docs/upstream.md',
];

const blocks = (language: string, page = readme): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, text]) => text ?? '');

const hasCurl = (): boolean => {
  try {
    return execFileSync('curl', ['--version']).length > 0;
  } catch {
    return false;
  }
};

/** The lines that end in a comment that begins with a status, and the lines that they depend on. */
const scriptFrom = (port: number): string =>
  blocks('bash')
    .filter((block) => /# \d{3}/.test(block))
    .join('\n')
    .replaceAll('127.0.0.1:4010', `127.0.0.1:${port}`)
    .replaceAll('curl -s ', 'curl -si ')
    .replaceAll(
      /^(?!issue\(\))(.*\S)\s+# (\d{3}).*$/gm,
      (_, command: string, status: string) => `echo "${status} $(${command} | head -n 1)"`,
    );

test.skipIf(!hasCurl())('each command of the README returns the status in its comment', async () => {
  await using sandbox = await startTestSandbox({ wallClock: Date.now });

  const { stdout } = await promisify(execFile)('bash', ['-c', scriptFrom(sandbox.port)]);

  const lines = stdout.trim().split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(19);
  expect(lines.filter((line) => !/^(\d{3}) HTTP\/1\.1 \1 /.test(line))).toEqual([]);
});

const FOLDER = join(import.meta.dirname, '.readme');

afterEach(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  vi.restoreAllMocks();
});

const programs = PAGES.flatMap((page) =>
  blocks('ts', readFileSync(page, 'utf8')).map((block, index) => ({
    block,
    name: `${page.replaceAll(/\W/g, '-')}-${index + 1}.ts`,
  })),
);

test.for(programs)('the program $name runs, and its assertions hold', async ({ block, name }) => {
  const asserted = vi.spyOn(console, 'assert').mockReturnValue();
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, name), `${block}\nexport {};\n`);

  await import(join(FOLDER, name));

  expect(asserted.mock.calls.filter(([holds]) => holds !== true)).toEqual([]);
});

test('the README is short enough to be read', () => {
  expect(readme.split('\n').length).toBeLessThan(250);
});
