import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { firstCall } from '../../bin/first-call.ts';
import type { JsonObject } from '../../mock/index.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const hasCurl = (() => {
  try {
    return execFileSync('curl', ['--version']).length > 0;
  } catch {
    return false;
  }
})();

/** Runs text in a shell, without proxy settings from the environment. */
const paste = (text: string): Promise<{ readonly stdout: string }> =>
  promisify(execFile)('sh', ['-c', text], { env: { PATH: process.env['PATH'] } });

/** The first call for a sandbox that serves an API with these paths. */
const firstCallOf = async (paths: JsonObject, schemes: JsonObject = {}): Promise<string> => {
  const security = Object.keys(schemes).map((name) => ({ [name]: [] }));
  const components = { securitySchemes: schemes };
  const document = { openapi: '3.1.0', info: { title: 'Any', version: '1' }, paths, security, components };
  const contract = await temporaryFile('any.json', JSON.stringify(document));
  await using sandbox = await startTestSandbox({ contract });
  return firstCall(sandbox).join('\n').replace(sandbox.url, 'URL');
};

const OPERATION = { responses: { 200: { description: 'Fine.' } } };

test.runIf(hasCurl)('works as pasted', async () => {
  await using sandbox = await startTestSandbox();

  const { stdout } = await paste(firstCall(sandbox).join('\n'));

  expect(stdout).toContain('HTTP/1.1 200 OK');
  expect(stdout).toContain('"token":"rvw_');
});

test.runIf(hasCurl)('works as pasted for another API', async () => {
  const document = `
    openapi: 3.1.0
    info: { title: Odd, version: '1' }
    security: [{ key: [] }]
    paths:
      "/it's/{id}": { get: { responses: { '200': { description: Fine. } } } }
    components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }`;
  await using sandbox = await startTestSandbox({ contract: await temporaryFile('odd.yaml', document) });

  const { stdout } = await paste(firstCall(sandbox).join('\n'));

  expect(stdout).toContain('HTTP/1.1 200 OK');
});

test.for<[title: string, paths: JsonObject, call: string]>([
  ['prefers a read to a write', { '/a': { post: OPERATION }, '/b': { get: OPERATION } }, "curl -i 'URL/b'"],
  [
    'prefers an operation without required parameters',
    {
      '/a': { get: { ...OPERATION, parameters: [{ name: 'q', in: 'query', required: true, schema: {} }] } },
      '/b': { get: OPERATION },
    },
    "curl -i 'URL/b'",
  ],
  [
    'fills in an id if the path needs one',
    { '/a/{id}': { get: { ...OPERATION, parameters: [{ name: 'id', in: 'path', required: true, schema: {} }] } } },
    "curl -i 'URL/a/1'",
  ],
  ['uses a write if there is no read', { '/a': { post: OPERATION } }, "curl -i -X POST 'URL/a'"],
  ['calls the root if there is no operation', {}, 'curl -i URL/'],
])('%s', async ([, paths, call]) => {
  expect(await firstCallOf(paths)).toBe(call);
});

test.for<[title: string, scheme: JsonObject, call: string]>([
  ['a bearer token', { type: 'http', scheme: 'bearer' }, "'URL/a' -H 'Authorization: Bearer any-key'"],
  ['basic authentication', { type: 'http', scheme: 'basic' }, "'URL/a' -H 'Authorization: Basic dXNlcjphbnkta2V5'"],
  ['a key in a header', { type: 'apiKey', in: 'header', name: 'X-Key' }, "'URL/a' -H 'X-Key: any-key'"],
  ['a key in the query', { type: 'apiKey', in: 'query', name: 'api key' }, "'URL/a?api%20key=any-key'"],
  ['a key in a cookie', { type: 'apiKey', in: 'cookie', name: 'sid' }, "'URL/a' -H 'Cookie: sid=any-key'"],
])('shows %s', async ([, scheme, call]) => {
  expect(await firstCallOf({ '/a': { get: OPERATION } }, { scheme })).toBe(`curl -i ${call}`);
});
