import { expect, test } from 'vitest';
import type { CommandLine } from '../../bin/command-line.ts';
import { readCommandLine } from '../../bin/command-line.ts';
import type { SetUpError } from '../../index.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const read = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<CommandLine> =>
  readCommandLine(['node', 'revdesk-sandbox', ...args], environment);

const faultsOf = (reading: Promise<unknown>): Promise<SetUpError['problems']> =>
  reading.then(
    () => expect.unreachable('It was taken.'),
    ({ problems }: SetUpError) => problems,
  );

test('asks for nothing when nothing is said', async () => {
  expect(await read([])).toEqual({ json: false });
});

test('takes each setting as a flag', async () => {
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

test('takes each flag as a variable, too', async () => {
  const environment = {
    REVDESK_SANDBOX_PORT: '8080',
    REVDESK_SANDBOX_CONTROL_TOKEN: 't',
    REVDESK_SANDBOX_JSON: 'true',
    REVDESK_SANDBOX_CONTRACT: 'api.yaml',
    PORT: '1',
  };

  expect(await read([], environment)).toEqual({ port: 8080, controlToken: 't', json: true, contract: 'api.yaml' });
});

test('does not follow changes when it is told not to', async () => {
  expect(await read(['--no-watch'])).toMatchObject({ watch: false });
  expect(await read([], { REVDESK_SANDBOX_NO_WATCH: 'true' })).toMatchObject({ watch: false });
  expect(await read([], { REVDESK_SANDBOX_NO_WATCH: 'false' })).toEqual({ json: false });
});

test('puts flags over variables, and variables over the file', async () => {
  const settings = await temporaryFile('sandbox.yaml', 'port: 1\nhost: file\nseed: file\n');
  const environment = {
    REVDESK_SANDBOX_PORT: '2',
    REVDESK_SANDBOX_HOST: 'variable',
    REVDESK_SANDBOX_SETTINGS: settings,
  };

  expect(await read(['--port', '3'], environment)).toMatchObject({ port: 3, host: 'variable', seed: 'file' });
});

test('adds hosts that deliveries may go to, to those of the file', async () => {
  const settings = await temporaryFile('sandbox.yaml', 'outgoing: { allow: [a.test], retryAfterSeconds: [1] }');
  const environment = { REVDESK_SANDBOX_SETTINGS: settings, REVDESK_SANDBOX_OUTGOING_ALLOW: 'b.test, c.test' };

  expect(await read([], environment)).toMatchObject({
    outgoing: { allow: ['a.test', 'b.test', 'c.test'], retryAfterSeconds: [1] },
  });
  expect(await read(['--outgoing-allow', 'd.test'])).toMatchObject({ outgoing: { allow: ['d.test'] } });
});

test('puts a contract that is named over the variable', async () => {
  expect(await read(['named.yaml'], { REVDESK_SANDBOX_CONTRACT: 'variable.yaml' })).toMatchObject({
    contract: 'named.yaml',
  });
});

test.for([
  ['a link to a Service of our name', { REVDESK_SANDBOX_PORT: 'tcp://10.0.0.1:4010' }],
  ['an empty variable', { REVDESK_SANDBOX_PORT: '', REVDESK_SANDBOX_JSON: '' }],
] as const)('takes %s for none', async ([, environment]) => {
  expect(await read([], environment)).toEqual({ json: false });
});

test.for([
  ['REVDESK_SANDBOX_OUTGOING_ALLOW', 'a,,b', 'is "a,,b". It must be host names with commas between them.'],
  ['REVDESK_SANDBOX_PORT', 'eighty', 'is "eighty". It must be a whole number.'],
  ['REVDESK_SANDBOX_JSON', 'yes', 'is "yes". It must be true or false.'],
  ['REVDESK_SANDBOX_LOG_LEVEL', 'loud', 'is "loud". Allowed choices are silent, error, warn, info, debug.'],
] as const)('says what is wrong with the variable %s', async ([place, value, problem]) => {
  expect(await faultsOf(read([], { [place]: value }))).toEqual([
    { place, problem, remedy: 'Correct it, or unset it.' },
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

test('names file and place of every setting that is wrong', async () => {
  const settings = await temporaryFile('sandbox.yaml', 'prot: 4010\njournal: { entries: 0 }\ncontract: api.yaml\n');

  const faults = await faultsOf(read(['--settings', settings]));

  expect(faults.map(({ place }) => place).toSorted()).toEqual([
    `${settings}#/contract`,
    `${settings}#/journal/entries`,
    `${settings}#/prot`,
  ]);
  expect(faults.find(({ place }) => place.endsWith('prot'))?.problem).toContain(
    'is not a known property; known are port',
  );
});

test.for([
  ['a list', '- port', 'the settings must be object, and is array'],
  ['broken YAML', 'a: [', 'cannot be read as settings: '],
] as const)('says that %s holds no settings', async ([, content, problem]) => {
  const faults = await faultsOf(read(['--settings', await temporaryFile('sandbox.yaml', content)]));

  expect(faults).toMatchObject([{ problem: expect.stringContaining(problem) as string }]);
});

test('says that a settings file is not there', async () => {
  expect(await faultsOf(read(['--settings', 'nowhere.yaml']))).toMatchObject([
    { place: 'nowhere.yaml', remedy: 'Name a JSON or YAML file that can be read.' },
  ]);
});
