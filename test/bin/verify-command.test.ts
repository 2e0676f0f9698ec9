import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startBrokenServer } from '../suite/contract/broken-server.ts';
import { MISTAKES } from '../suite/contract/mistakes.ts';
import { runCli } from '../support/start-cli.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const verify = (target: string, ...args: readonly string[]): ReturnType<typeof runCli> =>
  runCli(['verify', '--target', target, ...args]);

const ONE_OPERATION = ['--grep', 'v1_webrtc_token_post'];

test('passes a sandbox, and prints each case', async () => {
  await using sandbox = await startTestSandbox();

  const { code, stdout } = await verify(sandbox.url, '--key', 'rv_test', ...ONE_OPERATION);

  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}ok {4}v1_webrtc_token_post › valid request › is accepted \(\d+ ms\)$/m);
  expect(stdout).toMatch(/: 25 passed, 0 failed, 0 skipped in [\d.]+ s\n$/);
});

test('passes a sandbox for all operations of the bundled contract', { timeout: 90_000 }, async () => {
  await using sandbox = await startTestSandbox();

  const { code, stdout } = await verify(sandbox.url, '--key', 'rv_test');

  expect(code).toBe(0);
  expect(stdout).toMatch(/: 1\d{3} passed, 0 failed, 0 skipped in/);
});

test('fails a server that breaks the contract, and prints the expectation, the reply, and a curl command without the key', async () => {
  await using sandbox = await startTestSandbox();
  await using server = await startBrokenServer(sandbox.url, MISTAKES['sends errors with 200']!.mistake);

  const { code, stdout } = await verify(server.url, '--grep', 'to_number breaks "pattern"', '--key', 'rv_test');

  expect(code).toBe(1);
  expect(stdout).toContain('the contract  400, since the body breaks "pattern" at /to_number');
  expect(stdout).toContain('the server    200 {"error":');
  expect(stdout).toContain(`-H 'authorization: Bearer '"$KEY"`);
  expect(stdout).not.toContain('rv_test');
});

test('changes nothing on a server that is not a sandbox, and reports what it skips', async () => {
  await using sandbox = await startTestSandbox({ controlPath: '/hidden' });

  const { code, stdout } = await verify(sandbox.url, '--key', 'rv_test');

  expect(code).toBe(0);
  expect(stdout).toContain('it may change data on the server; allow it with --allow-mutations.');
  expect(await sandbox.control.calls.list()).toEqual([]);
});

test('reads values for another server from a file', async () => {
  await using sandbox = await startTestSandbox({ controlPath: '/hidden' });
  const body = '{ from_number: "+14155550101", to_number: "+14155550111" }';
  const values = await temporaryFile('values.yaml', `v1_webrtc_token_post:\n  body: ${body}\n`);

  const options = ['--key', 'rv_test', '--values', values, '--allow-mutations', ...ONE_OPERATION];
  const { stdout } = await verify(sandbox.url, ...options);

  expect(stdout).toContain(': 20 passed, 0 failed, 5 skipped');
});

test('writes reports for programs and for people', async () => {
  await using sandbox = await startTestSandbox();
  await using server = await startBrokenServer(sandbox.url, MISTAKES['does not send a challenge']!.mistake);
  const [junit, markdown, json] = await Promise.all(['v.xml', 'v.md', 'v.json'].map((name) => temporaryFile(name, '')));
  const reports = ['--junit', junit!, '--markdown', markdown!, '--json', json!];

  await verify(server.url, '--key', 'rv_test', ...ONE_OPERATION, ...reports);

  expect(await readFile(junit!, 'utf8')).toContain('tests="25" failures="2" skipped="0"');
  expect(await readFile(markdown!, 'utf8')).toContain('| authentication | 0 | 2 | 0 |');
  expect(JSON.parse(await readFile(json!, 'utf8'))).toMatchObject({ passed: 23, failed: 2, skipped: 0 });
});

test('stops at the first failure with --bail', async () => {
  await using sandbox = await startTestSandbox();
  await using server = await startBrokenServer(sandbox.url, MISTAKES['does not send a challenge']!.mistake);

  const { stdout } = await verify(server.url, '--key', 'rv_test', '--bail', '--concurrency', '1');

  expect(stdout).toMatch(/: 1 passed, 1 failed, 0 skipped/);
});

test.for([
  [['--target', 'http://127.0.0.1:9', '--key', 'k'], 'Is the server running, and is --target correct?'],
  [[], 'RevDesk v1 API requires a credential, and none was passed. Pass one with --key.'],
  [['--grep', '('], 'Invalid regular expression'],
  [['--concurrency', '0'], 'Expected a whole number from 1 to 99.'],
  [['--contract', 'nowhere.yaml'], 'nowhere.yaml'],
] as const)('exits with 2 for %j', async ([args, message]) => {
  const { code, stderr } = await runCli(['verify', ...args]);

  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
