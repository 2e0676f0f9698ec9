import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { loadDocument } from '../../../../mock/index.ts';
import { SetUpError } from '../../../../index.ts';
import { documentRoot } from '../a-contract.ts';

type Files = Readonly<Record<string, string>>;

/** A folder with these files, removed after the test. */
const folderOf = async (files: Files): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
};

/** A server for these files, closed after the test. */
const serverOf = async (files: Files): Promise<string> => {
  const server = createServer((request, response) => {
    const text = files[request.url?.slice(1) ?? ''];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** The problems that loading reports, each as `place → problem → remedy`. */
const problemsOf = async (source: string): Promise<readonly string[]> => {
  const error: unknown = await loadDocument(source).catch((reason: unknown) => reason);
  if (!(error instanceof SetUpError)) return [];
  return error.problems.map(({ place, problem, remedy }) => `${place} → ${problem} → ${remedy}`);
};

/** A contract whose one request body refers to `ref`. */
const contractWithRef = (ref: string): string =>
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

test('combines several files into one document', async () => {
  const folder = await folderOf({
    'main.json': contractWithRef('pet.yaml'),
    'pet.yaml': 'properties: { name: { $ref: "names.yaml#/Name" } }',
    'names.yaml': 'Name: { type: string }',
  });

  const document = await loadDocument(join(folder, 'main.json'));

  const pet = document.locate(BODY.slice(1));
  expect(document.locate(`${pet.pointer}/properties/name`).node).toEqual({ type: 'string' });
});

test('reads a contract from a URL, and the files it refers to', async () => {
  const url = await serverOf({ 'main.json': contractWithRef('pet.yaml'), 'pet.yaml': 'type: string' });

  const document = await loadDocument(`${url}/main.json`);

  expect(document.source).toBe(`${url}/main.json`);
  expect(document.locate(BODY.slice(1)).node).toEqual({ type: 'string' });
});

test('never reads a file for a contract that came from a URL', async () => {
  const folder = await folderOf({ 'secret.json': '{"const":"secret"}' });
  const file = pathToFileURL(join(folder, 'secret.json')).href;
  const url = await serverOf({
    'main.json': contractWithRef(file),
    'detour.json': contractWithRef('next.json'),
    'next.json': JSON.stringify({ $ref: file }),
    'path.json': contractWithRef(join(folder, 'secret.json')),
  });

  const loadProblems = await Promise.all(['main', 'detour', 'path'].map((name) => problemsOf(`${url}/${name}.json`)));

  expect(loadProblems.map((list) => list.join())).toEqual([
    expect.stringContaining(`Can't resolve $ref: ${file} is a file, and ${url}/main.json is not.`),
    expect.stringContaining(`Can't resolve $ref: ${file} is a file, and ${url}/detour.json is not.`),
    expect.stringContaining('404 Not Found'),
  ]);
});

test('reports which file cannot be read, and why', async () => {
  const folder = await folderOf({});
  const url = await serverOf({});

  expect(await problemsOf(join(folder, 'nowhere.yaml'))).toEqual([
    expect.stringMatching(/nowhere\.yaml → cannot be read: ENOENT.* → Name a file or URL that can be read\.$/),
  ]);
  expect(await problemsOf(folder)).toEqual([expect.stringContaining('cannot be read: EISDIR')]);
  expect(await problemsOf(`${url}/nowhere`)).toEqual([
    `${url}/nowhere → cannot be read: the server answered 404 → Name a file or URL that can be read.`,
  ]);
});

test('reports why a server cannot be reached', async () => {
  const url = await serverOf({});
  const { port } = new URL(url);

  expect(await problemsOf(`https://127.0.0.1:${port}/`)).toEqual([expect.not.stringContaining('fetch failed')]);
});

test.for([
  ['JSON that ends too early', '{ "openapi": ', 'is neither JSON nor YAML: Unexpected end of JSON input'],
  ['YAML with a duplicate key', 'paths: {}\npaths: {}', 'is neither JSON nor YAML: Map keys must be unique at line 2'],
  ['YAML that contains itself', 'paths: &a [*a]', 'is neither JSON nor YAML: Converting circular structure to JSON'],
] as const)('refuses $0', async ([, text, problem]) => {
  const file = join(await folderOf({ contract: text }), 'contract');

  const [loadProblem] = await problemsOf(file);

  expect(loadProblem).toContain(`${file} → ${problem}`);
  expect(loadProblem).toMatch(/^[^\n]* → Correct the document there\.$/);
});

test.for([
  ['a text', 'hello', '# → is not an object'],
  ['an empty file', '', '# → is not an object'],
  ['a list', '[]', '# → is not an object'],
  ['another JSON document', '{"name":"package"}', '# → has no "openapi" version'],
  ['an older Swagger', 'swagger: "1.2"\npaths: {}', '# → has no "openapi" version'],
  ['a future version', 'openapi: 4.0.0\npaths: {}', '# → says "openapi": "4.0.0"'],
  ['a version that is a number', 'openapi: 3.1\npaths: {}', '# → says "openapi": 3.1'],
  ['a contract without paths', 'openapi: 3.0.3', '# → has no paths'],
] as const)('refuses $0', async ([, text, problem]) => {
  const file = join(await folderOf({ contract: text }), 'contract');

  expect(await problemsOf(file)).toEqual([expect.stringContaining(file + problem)]);
});

test('reports the location of a reference to a missing file, and to a missing place in a file', async () => {
  const folder = await folderOf({
    'file.json': contractWithRef('nowhere.yaml'),
    'place.json': contractWithRef('pet.yaml#/Missing'),
    'pet.yaml': 'type: string',
  });

  const [file, place] = await Promise.all(['file', 'place'].map((name) => problemsOf(join(folder, `${name}.json`))));

  expect(file).toEqual([expect.stringContaining(`file.json${BODY} → Can't resolve $ref: ENOENT`)]);
  expect(place).toEqual([
    expect.stringContaining(
      `place.json${BODY} → Can't resolve $ref → Correct the reference, or add the file that it names.`,
    ),
  ]);
});

test('names the file that cannot be parsed', async () => {
  const folder = await folderOf({ 'main.json': contractWithRef('broken.yaml'), 'broken.yaml': 'a: [' });

  const problems = await problemsOf(join(folder, 'main.json'));

  expect(problems).toContainEqual(expect.stringContaining('broken.yaml → Failed to parse'));
});
