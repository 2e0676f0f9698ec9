import { expect, test } from 'vitest';
import type { CommandLine } from '../../bin/command-line.ts';
import { readCommandLine } from '../../bin/command-line.ts';
import type { SetUpError } from '../../index.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const read = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<CommandLine> =>
  readCommandLine(['node', 'revdesk-sandbox', ...args], environment);

const problemsOf = (reading: Promise<unknown>): Promise<SetUpError['problems']> =>
  reading.then(
    () => expect.unreachable('It was accepted.'),
    ({ problems }: SetUpError) => problems,
  );

test('sets no options by default', async () => {
  expect(await read([])).toEqual({ json: false });
});

test('reads each setting from a flag', async () => {
  const flags =
    '--port 0 --host ::1 --seed s --pack none --control-token t --control-path /c --log-level debug --json api.yaml';

  expect(await read(flags.split(' '))).toEqual({
    port: 0,
    host: '::1',
    seed: 's',
    pack: 'none',
    controlToken: 't',
    controlPath: '/c',
    logLevel: 'debug',
    json: true,
    contract: 'api.yaml',
  });
});

test('reads each flag from an environment variable', async () => {
  const environment = {
    REVDESK_SANDBOX_PORT: '8080',
    REVDESK_SANDBOX_CONTROL_TOKEN: 't',
    REVDESK_SANDBOX_JSON: 'true',
    REVDESK_SANDBOX_CONTRACT: 'api.yaml',
    PORT: '1',
  };

  expect(await read([], environment)).toEqual({ port: 8080, controlToken: 't', json: true, contract: 'api.yaml' });
});

test('does not watch files with --no-watch', async () => {
  expect(await read(['--no-watch'])).toMatchObject({ watch: false });
  expect(await read([], { REVDESK_SANDBOX_NO_WATCH: 'true' })).toMatchObject({ watch: false });
  expect(await read([], { REVDESK_SANDBOX_NO_WATCH: 'false' })).toEqual({ json: false });
});

test('flags override variables, and variables override the file', async () => {
  const settings = await temporaryFile('sandbox.yaml', 'port: 1\nhost: file\nseed: file\n');
  const environment = {
    REVDESK_SANDBOX_PORT: '2',
    REVDESK_SANDBOX_HOST: 'variable',
    REVDESK_SANDBOX_SETTINGS: settings,
  };

  expect(await read(['--port', '3'], environment)).toMatchObject({ port: 3, host: 'variable', seed: 'file' });
});

test('adds allowed hosts to those of the file', async () => {
  const settings = await temporaryFile('sandbox.yaml', 'outgoing: { allow: [a.test], retryAfterSeconds: [1] }');
  const environment = { REVDESK_SANDBOX_SETTINGS: settings, REVDESK_SANDBOX_OUTGOING_ALLOW: 'b.test, c.test' };

  expect(await read([], environment)).toMatchObject({
    outgoing: { allow: ['a.test', 'b.test', 'c.test'], retryAfterSeconds: [1] },
  });
  expect(await read(['--outgoing-allow', 'd.test'])).toMatchObject({ outgoing: { allow: ['d.test'] } });
});

test('the contract argument overrides the variable', async () => {
  expect(await read(['named.yaml'], { REVDESK_SANDBOX_CONTRACT: 'variable.yaml' })).toMatchObject({
    contract: 'named.yaml',
  });
});

test.for([
  ['a Kubernetes link to a Service', { REVDESK_SANDBOX_PORT: 'tcp://10.0.0.1:4010' }],
  ['an empty variable', { REVDESK_SANDBOX_PORT: '', REVDESK_SANDBOX_JSON: '' }],
] as const)('ignores %s', async ([, environment]) => {
  expect(await read([], environment)).toEqual({ json: false });
});

test.for([
  ['REVDESK_SANDBOX_OUTGOING_ALLOW', 'a,,b', 'is "a,,b". Expected comma-separated host names.'],
  ['REVDESK_SANDBOX_PORT', 'eighty', 'is "eighty". Expected a whole number.'],
  ['REVDESK_SANDBOX_JSON', 'yes', 'is "yes". Expected true or false.'],
  ['REVDESK_SANDBOX_LOG_LEVEL', 'loud', 'is "loud". Allowed choices are silent, error, warn, info, debug.'],
] as const)('reports an invalid value of the variable %s', async ([place, value, problem]) => {
  expect(await problemsOf(read([], { [place]: value }))).toEqual([
    { place, problem, remedy: 'Correct or unset the variable.' },
  ]);
});

test('reads settings as YAML or JSON', async () => {
  const json = await temporaryFile('sandbox.json', '{"scenarios":{"throttling":{"enabled":false}}}');
  const empty = await temporaryFile('sandbox.yaml', '# nothing yet\n');

  expect(await read(['--settings', json])).toMatchObject({
    scenarios: { throttling: { enabled: false } },
    settingsFile: json,
  });
  expect(await read(['--settings', empty])).toEqual({ json: false, settingsFile: empty });
});

test('reports the file and pointer of every invalid setting', async () => {
  const settings = await temporaryFile('sandbox.yaml', 'prot: 4010\njournal: { entries: 0 }\ncontract: api.yaml\n');

  const problems = await problemsOf(read(['--settings', settings]));

  expect(problems.map(({ place }) => place).toSorted()).toEqual([
    `${settings}#/contract`,
    `${settings}#/journal/entries`,
    `${settings}#/prot`,
  ]);
  expect(problems.find(({ place }) => place.endsWith('prot'))?.problem).toContain(
    'is not a known property; allowed: port',
  );
});

test.for([
  ['a list', '- port', 'the settings must be object, and is array'],
  ['broken YAML', 'a: [', 'cannot be read as settings: '],
] as const)('reports that %s is not a settings file', async ([, content, problem]) => {
  const problems = await problemsOf(read(['--settings', await temporaryFile('sandbox.yaml', content)]));

  expect(problems).toMatchObject([{ problem: expect.stringContaining(problem) as string }]);
});

test('reports a missing settings file', async () => {
  expect(await problemsOf(read(['--settings', 'nowhere.yaml']))).toMatchObject([
    { place: 'nowhere.yaml', remedy: 'Pass a readable JSON or YAML file.' },
  ]);
});
