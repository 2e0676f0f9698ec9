import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { BUNDLED_CONTRACT, SetUpError } from '../../index.ts';
import { readSettings } from '../../server/compose.ts';
import { BRAVO } from '../support/a-request.ts';
import type { HarnessOptions } from '../support/open-sandbox.ts';
import { openSandbox, START } from '../support/open-sandbox.ts';
import { PETS_CONTRACT, temporaryFile } from '../support/temporary-file.ts';

const OTHER_CONTRACT = fileURLToPath(new URL('../fixtures/guarded.yaml', import.meta.url));

/** The set-up problems, each as `place → problem`. */
const setUpProblems = async (options: HarnessOptions): Promise<readonly string[]> => {
  const error: unknown = await openSandbox(options).catch((reason: unknown) => reason);
  return error instanceof SetUpError ? error.problems.map(({ place, problem }) => `${place} → ${problem}`) : [];
};

test('serves the bundled contract with the RevDesk pack, and any other contract without it', async () => {
  const packOf = async (options: HarnessOptions): Promise<string> =>
    (await openSandbox(options)).sandbox.engine.pack.name;

  expect(await packOf({})).toBe('revdesk');
  expect(await packOf({ pack: 'none' })).toBe('plain');
  expect(await packOf({ contract: OTHER_CONTRACT })).toBe('plain');
  expect(await packOf({ contract: BUNDLED_CONTRACT, pack: 'revdesk' })).toBe('revdesk');
});

test('refuses a pack whose operations the contract lacks', async () => {
  expect(await setUpProblems({ contract: OTHER_CONTRACT, pack: 'revdesk' })).toEqual([
    `${OTHER_CONTRACT}#/paths → has no operation v1_sub_entities_get, which the pack revdesk serves`,
  ]);
});

test('serves a contract with a part of the API', async () => {
  const { paths, ...rest } = JSON.parse(await readFile(BUNDLED_CONTRACT, 'utf8')) as { paths: object };
  const part = Object.fromEntries(Object.entries(paths).filter(([path]) => path === '/v1/webrtc-token'));
  const contract = await temporaryFile('part.json', JSON.stringify({ ...rest, paths: part }));

  const { send } = await openSandbox({ contract, pack: 'revdesk' });

  expect([send().status, send({ key: BRAVO }).status]).toEqual([200, 403]);
});

test('settings of the user override those of the pack, field by field', async () => {
  const { sandbox } = await openSandbox({ scenarios: { throttling: { windowSeconds: 1 } } });

  expect(sandbox.engine.configs.get('throttling')).toMatchObject({
    enabled: true,
    limit: 600,
    planLimits: { production: 600, demo: 120 },
    windowSeconds: 1,
  });
});

test('reports every invalid setting of every scenario at once', async () => {
  expect(
    await setUpProblems({ scenarios: { throttling: { limits: 1 }, faults: { enabled: 'no' }, curfew: {} } }),
  ).toEqual([
    'settings#/scenarios/faults/enabled → enabled must be boolean, and is string',
    expect.stringContaining(
      'settings#/scenarios/throttling/limits → limits is not a known property; allowed: enabled, limit,',
    ),
    'settings#/scenarios/curfew → is not a known scenario',
  ]);
});

test.for([
  ['/~x', '/_sandbox'],
  ['/_sandbox', '/_sandbox'],
  ['/_sandbox/calls', '/_sandbox'],
  ['/control/calls', '/control'],
] as const)('refuses a contract whose path %s would be unreachable beside %s', async ([path, controlPath]) => {
  const contract = await temporaryFile('contract.yaml', PETS_CONTRACT.replace('/pets:', `${path}:`));

  expect(await setUpProblems({ contract, controlPath })).toEqual(
    ['get', 'post'].map(
      (method) =>
        `${contract}#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method} → has the path ${path}, which is reserved for the sandbox`,
    ),
  );
});

test('accepts a path that only resembles a reserved one', async () => {
  const contract = await temporaryFile('contract.yaml', PETS_CONTRACT.replace('/pets:', '/_sandboxes:'));

  expect(await setUpProblems({ contract })).toEqual([]);
});

test('reports problems of a contract as notices', async () => {
  const contract = await temporaryFile('contract.yaml', PETS_CONTRACT.replace('{ name: Rex }', '{ age: 3 }'));

  const { notices } = await openSandbox({ contract });

  expect(notices).toEqual([expect.stringContaining('the example "example" is not used: 0.name is required')]);
});

test('limits worlds and records as configured', async () => {
  const { send, sandbox, pass } = await openSandbox({ worlds: { max: 1 }, records: { max: 10 } });
  for (let n = 0; n < 11; n += 1) expect(send({}, 'a').status).toBe(200);

  expect(sandbox.worlds.find('a')?.list('calls', START)).toHaveLength(10);
  expect(send({}, 'b').status).toBe(503);
  pass(601);
  expect(send({}, 'b').status).toBe(200);
});

test('fills in every default', () => {
  expect(readSettings({}, 'settings')).toMatchObject({
    port: 4010,
    host: '127.0.0.1',
    seed: 'revdesk-sandbox',
    controlPath: '/_sandbox',
    controlHosts: [],
    logLevel: 'info',
    bodyLimitBytes: 1_048_576,
    worlds: { max: 1_000 },
    records: { max: 10_000 },
    journal: { entries: 1_000, bytes: 8_388_608 },
    scenarios: {},
  });
});

test('treats a setting that is explicitly undefined as omitted', () => {
  // @ts-expect-error -- Only programs without type checking can pass it.
  expect(readSettings({ port: undefined, seed: 's' }, 'settings')).toMatchObject({ port: 4010, seed: 's' });
});

test.for<[string, unknown, string]>([
  ['prot', 1, 'prot is not a known property; allowed: port, host, seed,'],
  ['port', 65_536, 'port must be <= 65535'],
  ['host', '', 'host must have at least 1 character'],
  ['logLevel', 'loud', 'logLevel must be one of "silent", "error", "warn", "info", "debug"'],
  ['pack', 'stripe', 'pack must be one of "revdesk", "none"'],
  ['controlPath', 'sandbox', 'controlPath must match the pattern'],
  ['controlPath', '/', 'controlPath must match the pattern'],
  ['bodyLimitBytes', 0, 'bodyLimitBytes must be >= 1'],
  ['worlds', { least: 1 }, 'worlds.least is not a known property; allowed: max, most'],
  ['journal', { entries: 0 }, 'journal.entries must be >= 1'],
])('refuses the setting %s: %j', ([name, value, problem]) => {
  expect(() => readSettings({ [name]: value }, 'sandbox.yaml')).toThrow(problem);
});
