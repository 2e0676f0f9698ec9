import { expect, test } from 'vitest';
import { ControlClient } from '../../client/index.ts';
import { packageVersion } from '../../package-root.ts';
import { ISSUE } from '../support/a-request.ts';
import { eventually } from '../support/eventually.ts';
import { runCli, startCli } from '../support/start-cli.ts';
import { postToken, startTestSandbox } from '../support/start-test-sandbox.ts';
import { PETS_CONTRACT, temporaryFile } from '../support/temporary-file.ts';

const QUIET = ['--port', '0', '--json', '--log-level', 'silent'];

interface Ready {
  readonly url: string;
  readonly port: number;
  readonly operations: number;
}

test('prints one line for programs when it is ready, with its actual port', async () => {
  await using cli = startCli(QUIET);

  const { url, port } = JSON.parse(await cli.firstLine()) as Ready;

  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect((await postToken(url)).status).toBe(200);
});

test.for(['SIGTERM', 'SIGINT'] as const)('finishes requests in flight on %s, and exits with 0', async (signal) => {
  await using cli = startCli(QUIET);
  const { url } = JSON.parse(await cli.firstLine()) as Ready;
  const { overrides } = new ControlClient({ url });
  await overrides.add({ operation: ISSUE, delayMs: 60_000 });
  const inFlight = postToken(url);
  await eventually(async () => (await overrides.list()).length === 0);

  const signaledAt = performance.now();
  cli.kill(signal);

  expect((await inFlight).status).toBe(200);
  expect(await cli.exit).toBe(0);
  expect(performance.now() - signaledAt).toBeLessThan(1000);
});

test('serves another API from a YAML document', async () => {
  await using cli = startCli([await temporaryFile('pets.yaml', PETS_CONTRACT), ...QUIET]);
  const { url, operations } = JSON.parse(await cli.firstLine()) as Ready;
  const pets = `${url}/pets`;
  const headers = { 'X-Api-Key': 'mine', 'Content-Type': 'application/json' };

  const list = await fetch(pets, { headers });
  const refused = await fetch(pets, { method: 'POST', headers, body: '{"nick":"Rex"}' });

  expect(operations).toBe(2);
  expect(await list.json()).toEqual([{ name: 'Rex' }]);
  expect((await fetch(pets)).status).toBe(401);
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  expect(await refused.json()).toMatchObject({ status: 400, code: 'invalid_request' });
});

test('reports only that its port is in use, and what to do', async () => {
  await using other = await startTestSandbox();

  const { code, stdout, stderr } = await runCli(['--port', String(other.port)]);

  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toBe(
    `The sandbox cannot start:\n\n127.0.0.1:${other.port}\n    is in use by another program\n` +
      '    → Stop that program, or choose another port with --port (0: any free one).\n',
  );
});

test.for<[title: string, args: readonly string[], message: string]>([
  ['a missing contract', ['nowhere.yaml'], 'nowhere.yaml\n    cannot be read: ENOENT'],
  [
    'a file that is not a contract',
    ['package.json'],
    'has no "openapi" version\n    → Name an OpenAPI 3.0, 3.1 or 3.2 document, or Swagger 2.0.',
  ],
  ['an unknown flag', ['--prot', '1'], "unknown option '--prot'\n(Did you mean --port?)"],
  ['a port that is not a number', ['--port', 'http'], "argument 'http' is invalid. Expected a whole number."],
  ['a port out of range', ['--port', '70000'], 'port must be <= 65535'],
  ['two contracts', ['a.yaml', 'b.yaml'], 'too many arguments'],
])('does not start with %s, and reports why', async ([, args, message]) => {
  const { code, stdout, stderr } = await runCli(args);

  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
});

test('prints its version and its flags', async () => {
  const [version, help] = await Promise.all([runCli(['--version']), runCli(['--help'])]);

  expect(version).toEqual({ code: 0, stdout: `${packageVersion()}\n`, stderr: '' });
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('--control-token <token>');
  expect(help.stdout).toContain('--control-token is REVDESK_SANDBOX_CONTROL_TOKEN.');
});
