import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { RunningSandbox } from '../../index.ts';
import { ISSUE } from '../support/a-request.ts';
import { runCli } from '../support/start-cli.ts';
import { postToken, startTestSandbox } from '../support/start-test-sandbox.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const exercisedSandbox = async (): Promise<RunningSandbox> => {
  const sandbox = await startTestSandbox();
  await postToken(sandbox.url);
  await postToken(`${sandbox.url}/~w1`, { headers: { authorization: 'Bearer unknown' } });
  return sandbox;
};

const coverage = async (sandbox: RunningSandbox, ...args: readonly string[]): ReturnType<typeof runCli> =>
  runCli([
    'coverage',
    '--target',
    sandbox.url,
    ...(args.includes('--operation') ? [] : ['--operation', ISSUE]),
    ...args,
  ]);

test('reports the coverage of an operation in all worlds', async () => {
  await using sandbox = await exercisedSandbox();

  const { code, stdout, stderr } = await coverage(sandbox);

  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^RevDesk v1 API: 25% exercised \(4 of 16\)\n/);
  expect(stdout).toContain('seen     200 (1), 401 (1), body from_number (1), body to_number (1)');
});

test('fails a build whose tests do not meet the requirements', async () => {
  await using sandbox = await exercisedSandbox();

  const { code, stderr } = await coverage(sandbox, '--min', '80', '--require', '401, 409');

  expect(code).toBe(1);
  expect(stderr).toContain('Requirement not met: 25% is exercised; at least 80% is required.');
  expect(stderr).toContain(`Requirement not met: ${ISSUE} never returned 409.`);
  expect(stderr).not.toContain('401');
});

test('passes a build whose tests meet the requirements', async () => {
  await using sandbox = await exercisedSandbox();

  expect((await coverage(sandbox, '--min', '25', '--require', '200,401', '--operation', 'v1_webrtc_*')).code).toBe(0);
});

test('writes reports for people and for programs', async () => {
  await using sandbox = await exercisedSandbox();
  const [html, junit, markdown] = await Promise.all(['c.html', 'c.xml', 'c.md'].map((name) => temporaryFile(name, '')));

  const { stdout } = await coverage(sandbox, '--html', html!, '--junit', junit!, '--markdown', markdown!, '--json');

  expect(JSON.parse(stdout)).toMatchObject({ met: 4, total: 16, percent: 25 });
  expect(await readFile(html!, 'utf8')).toContain('<h1>RevDesk v1 API</h1>');
  expect(await readFile(junit!, 'utf8')).toContain('<testsuites name="RevDesk v1 API"');
  expect(await readFile(markdown!, 'utf8')).toContain('## RevDesk v1 API: 25% exercised');
});

test('reports on one world', async () => {
  await using sandbox = await exercisedSandbox();

  expect((await coverage(sandbox, '--world', 'w1')).stdout).toContain('(1 of 16)');
});

test('sends the control token from the environment', async () => {
  await using sandbox = await startTestSandbox({ controlToken: 'a token' });
  const args = ['coverage', '--target', sandbox.url];

  expect((await runCli(args)).code).toBe(2);
  expect((await runCli(args, { REVDESK_SANDBOX_CONTROL_TOKEN: 'a token' })).code).toBe(0);
});

test.for([
  [['--target', 'http://127.0.0.1:9'], 'Is the server running, and is --target correct?'],
  [['--min', '101'], 'Expected a whole number from 0 to 100.'],
  [['--unknown'], "unknown option '--unknown'"],
] as const)('exits with 2 for %j', async ([args, message]) => {
  const { code, stderr } = await runCli(['coverage', ...args]);

  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test('reports an unknown operation', async () => {
  await using sandbox = await exercisedSandbox();

  const { code, stderr } = await coverage(sandbox, '--operation', 'unknown*');

  expect([code, stderr]).toEqual([2, 'No operation matches unknown*.\n']);
});
