import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { loadDocument, SetUpError } from '../../../../index.ts';
import { documentRoot } from '../a-contract.ts';

type Files = Readonly<Record<string, string>>;

/** A folder that holds files as long as the test lasts. */
const folderOf = async (files: Files): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
};

/** A server that serves files as long as the test lasts. */
const serverOf = async (files: Files): Promise<string> => {
  const server = createServer((request, response) => {
    const text = files[request.url?.slice(1) ?? ''];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** What loading is refused for, each as `place → problem → remedy`. */
const refusalOf = async (source: string): Promise<readonly string[]> => {
  const error: unknown = await loadDocument(source).catch((reason: unknown) => reason);
  if (!(error instanceof SetUpError)) return [];
  return error.problems.map(({ place, problem, remedy }) => `${place} → ${problem} → ${remedy}`);
};

/** A contract whose one request body refers to something. */
const referringTo = (ref: string): string =>
  JSON.stringify(
    documentRoot({ operation: { requestBody: { content: { 'application/json': { schema: { $ref: ref } } } } } }),
  );

const BODY = '#/paths/~1things/put/requestBody/content/application~1json/schema';

const YAML = `
openapi: 3.1.0
x-done: &done { description: Done. }
paths:
  /things:
    put:
      responses: { 204: { <<: *done } }
`;

test.for([
  ['JSON', '{"openapi":"3.1.0","paths":{}}', {}],
  ['JSON with a byte order mark', '\uFEFF{"openapi":"3.1.0","paths":{}}', {}],
  ['YAML, with anchors and merge keys', YAML, { '/things': { put: { responses: { 204: { description: 'Done.' } } } } }],
] as const)('reads $0', async ([, text, paths]) => {
  const folder = await folderOf({ contract: text });

  const { root, version } = await loadDocument(join(folder, 'contract'));

  expect(root['paths']).toEqual(paths);
  expect(version).toBe('3.1');
});

test('makes one document of several files', async () => {
  const folder = await folderOf({
    'main.json': referringTo('pet.yaml'),
    'pet.yaml': 'properties: { name: { $ref: "names.yaml#/Name" } }',
    'names.yaml': 'Name: { type: string }',
  });

  const document = await loadDocument(join(folder, 'main.json'));

  const pet = document.locate(BODY.slice(1));
  expect(document.locate(`${pet.pointer}/properties/name`).node).toEqual({ type: 'string' });
});

test('reads a contract from a URL, and what it refers to beside it', async () => {
  const url = await serverOf({ 'main.json': referringTo('pet.yaml'), 'pet.yaml': 'type: string' });

  const document = await loadDocument(`${url}/main.json`);

  expect(document.source).toBe(`${url}/main.json`);
  expect(document.locate(BODY.slice(1)).node).toEqual({ type: 'string' });
});

test('never reads a file for a contract that came from a URL', async () => {
  const folder = await folderOf({ 'secret.json': '{"const":"secret"}' });
  const file = pathToFileURL(join(folder, 'secret.json')).href;
  const url = await serverOf({
    'main.json': referringTo(file),
    'detour.json': referringTo('next.json'),
    'next.json': JSON.stringify({ $ref: file }),
    'path.json': referringTo(join(folder, 'secret.json')),
  });

  const refusals = await Promise.all(['main', 'detour', 'path'].map((name) => refusalOf(`${url}/${name}.json`)));

  expect(refusals.map((refusal) => refusal.join())).toEqual([
    expect.stringContaining(`Can't resolve $ref: ${file} is a file, and ${url}/main.json is not.`),
    expect.stringContaining(`Can't resolve $ref: ${file} is a file, and ${url}/detour.json is not.`),
    expect.stringContaining('404 Not Found'),
  ]);
});

test('says which file cannot be read, and why', async () => {
  const folder = await folderOf({});
  const url = await serverOf({});

  expect(await refusalOf(join(folder, 'nowhere.yaml'))).toEqual([
    expect.stringMatching(/nowhere\.yaml → cannot be read: ENOENT.* → Name a file or URL that can be read\.$/),
  ]);
  expect(await refusalOf(folder)).toEqual([expect.stringContaining('cannot be read: EISDIR')]);
  expect(await refusalOf(`${url}/nowhere`)).toEqual([
    `${url}/nowhere → cannot be read: the server answered 404 → Name a file or URL that can be read.`,
  ]);
});

test('says why a server cannot be reached', async () => {
  const url = await serverOf({});
  const { port } = new URL(url);

  expect(await refusalOf(`https://127.0.0.1:${port}/`)).toEqual([expect.not.stringContaining('fetch failed')]);
});

test.for([
  ['JSON that ends too early', '{ "openapi": ', 'is neither JSON nor YAML: Unexpected end of JSON input'],
  ['YAML with a key twice', 'paths: {}\npaths: {}', 'is neither JSON nor YAML: Map keys must be unique at line 2'],
  ['YAML that contains itself', 'paths: &a [*a]', 'is neither JSON nor YAML: Converting circular structure to JSON'],
] as const)('refuses $0', async ([, text, problem]) => {
  const file = join(await folderOf({ contract: text }), 'contract');

  const [refusal] = await refusalOf(file);

  expect(refusal).toContain(`${file} → ${problem}`);
  expect(refusal).toMatch(/^[^\n]* → Correct the document there\.$/);
});

test.for([
  ['a text', 'hello', '# → is not an object'],
  ['an empty file', '', '# → is not an object'],
  ['a list', '[]', '# → is not an object'],
  ['another JSON document', '{"name":"package"}', '# → has no "openapi" version'],
  ['an older Swagger', 'swagger: "1.2"\npaths: {}', '# → has no "openapi" version'],
  ['a version to come', 'openapi: 4.0.0\npaths: {}', '# → says "openapi": "4.0.0"'],
  ['a version that is a number', 'openapi: 3.1\npaths: {}', '# → says "openapi": 3.1'],
  ['a contract without paths', 'openapi: 3.0.3', '# → has no paths'],
] as const)('refuses $0', async ([, text, problem]) => {
  const file = join(await folderOf({ contract: text }), 'contract');

  expect(await refusalOf(file)).toEqual([expect.stringContaining(file + problem)]);
});

test('says where a reference leads to no file, and to no place in a file', async () => {
  const folder = await folderOf({
    'file.json': referringTo('nowhere.yaml'),
    'place.json': referringTo('pet.yaml#/Nobody'),
    'pet.yaml': 'type: string',
  });

  const [file, place] = await Promise.all(['file', 'place'].map((name) => refusalOf(join(folder, `${name}.json`))));

  expect(file).toEqual([expect.stringContaining(`file.json${BODY} → Can't resolve $ref: ENOENT`)]);
  expect(place).toEqual([
    expect.stringContaining(
      `place.json${BODY} → Can't resolve $ref → Correct the reference, or add the file that it names.`,
    ),
  ]);
});

test('names the file that cannot be parsed among several', async () => {
  const folder = await folderOf({ 'main.json': referringTo('broken.yaml'), 'broken.yaml': 'a: [' });

  const refusal = await refusalOf(join(folder, 'main.json'));

  expect(refusal).toContainEqual(expect.stringContaining('broken.yaml → Failed to parse'));
});
