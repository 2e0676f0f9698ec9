import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { RunningSandbox } from '../../index.ts';
import { ISSUE } from '../support/a-request.ts';
import { runCli } from '../support/start-cli.ts';
import { postToken, startTestSandbox } from '../support/start-test-sandbox.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const exercised = async (): Promise<RunningSandbox> => {
  const sandbox = await startTestSandbox();
  await postToken(sandbox.url);
  await postToken(`${sandbox.url}/~w1`, { headers: { authorization: 'Bearer nobody' } });
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

test('tells what was exercised of an operation, in all worlds', async () => {
  await using sandbox = await exercised();

  const { code, stdout, stderr } = await coverage(sandbox);

  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^RevDesk v1 API: 25 % exercised \(4 of 16\)\n/);
  expect(stdout).toContain('seen     200 (1), 401 (1), body from_number (1), body to_number (1)');
});

test('fails a build whose tests never met what is demanded', async () => {
  await using sandbox = await exercised();

  const { code, stderr } = await coverage(sandbox, '--min', '80', '--require', '401, 409');

  expect(code).toBe(1);
  expect(stderr).toContain('Not enough: 25 % is exercised, and 80 % is demanded.');
  expect(stderr).toContain(`Not enough: ${ISSUE} was never seen to answer 409.`);
  expect(stderr).not.toContain('401');
});

test('passes a build whose tests met what is demanded', async () => {
  await using sandbox = await exercised();

  expect((await coverage(sandbox, '--min', '25', '--require', '200,401', '--operation', 'v1_webrtc_*')).code).toBe(0);
});

test('writes reports for people and for machines', async () => {
  await using sandbox = await exercised();
  const [html, junit, markdown] = await Promise.all(['c.html', 'c.xml', 'c.md'].map((name) => temporaryFile(name, '')));

  const { stdout } = await coverage(sandbox, '--html', html!, '--junit', junit!, '--markdown', markdown!, '--json');

  expect(JSON.parse(stdout)).toMatchObject({ met: 4, total: 16, percent: 25 });
  expect(await readFile(html!, 'utf8')).toContain('<h1>RevDesk v1 API</h1>');
  expect(await readFile(junit!, 'utf8')).toContain('<testsuites name="RevDesk v1 API"');
  expect(await readFile(markdown!, 'utf8')).toContain('## RevDesk v1 API: 25 % exercised');
});

test('looks at one world alone', async () => {
  await using sandbox = await exercised();

  expect((await coverage(sandbox, '--world', 'w1')).stdout).toContain('(1 of 16)');
});

test('sends the control token that it finds in the environment', async () => {
  await using sandbox = await startTestSandbox({ controlToken: 'a token' });
  const args = ['coverage', '--target', sandbox.url];

  expect((await runCli(args)).code).toBe(2);
  expect((await runCli(args, { REVDESK_SANDBOX_CONTROL_TOKEN: 'a token' })).code).toBe(0);
});

test.for([
  [['--target', 'http://127.0.0.1:9'], 'Is the server running, and is --target right?'],
  [['--min', '101'], 'It must be a whole number from 0 to 100.'],
  [['--strange'], "unknown option '--strange'"],
] as const)('exits with 2 for %j', async ([args, words]) => {
  const { code, stderr } = await runCli(['coverage', ...args]);

  expect(code).toBe(2);
  expect(stderr).toContain(words);
});

test('says that an operation is unknown', async () => {
  await using sandbox = await exercised();

  const { code, stderr } = await coverage(sandbox, '--operation', 'nobody*');

  expect([code, stderr]).toEqual([2, 'No operation is called nobody*.\n']);
});
