import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../mock/index.ts';
import { readContract } from '../../../../mock/index.ts';
import { aContract, aDocument, contractProblems, NO_CONTENT } from '../a-contract.ts';

const basePathsOf = (servers: readonly JsonObject[]): readonly string[] =>
  aContract({ root: { servers } }).operations[0]!.basePaths;

test.for<readonly [url: string, base: string]>([
  ['https://api.example.com/v1', '/v1'],
  ['https://api.example.com/v1/', '/v1'],
  ['https://api.example.com', ''],
  ['/api', '/api'],
  ['/', ''],
  ['https://{region}.example.com/{stage}/api', '/beta/api'],
])('serves %s below "%s"', ([url, base]) => {
  expect(basePathsOf([{ url, variables: { region: { default: 'eu' }, stage: { default: 'beta' } } }])).toEqual([base]);
});

test('serves an API without servers at the root', () => {
  expect(aContract().operations[0]!.basePaths).toEqual(['']);
});

test('serves each base path once, also if servers share it', () => {
  const urls = ['https://a.test/v1', 'https://b.test/v1', 'https://c.test/v2'];

  expect(basePathsOf(urls.map((url) => ({ url })))).toEqual(['/v1', '/v2']);
});

test('servers of an operation override those of the document', () => {
  const operation = { responses: NO_CONTENT, servers: [{ url: 'https://files.test/up' }] };
  const { route } = aContract({ root: { servers: [{ url: '/v1' }] }, operation });

  expect(route('PUT', '/up/things').kind).toBe('operation');
  expect(route('PUT', '/v1/things').kind).toBe('unknown');
});

test('a path without its base path is unknown, and the nearest path is named', () => {
  const { route } = aContract({ root: { servers: [{ url: '/v1' }] } });

  expect(route('PUT', '/v1/things').kind).toBe('operation');
  expect(route('PUT', '/things')).toEqual({ kind: 'unknown', nearest: '/v1/things' });
});

test('the basePath setting replaces all servers', () => {
  const document = aDocument({ root: { servers: [{ url: '/v1' }] } });

  expect(readContract(document, { basePath: '/' }).route('PUT', '/things').kind).toBe('operation');
  expect(readContract(document, { basePath: '/mine/' }).route('PUT', '/mine/things').kind).toBe('operation');
});

test('a server without a URL means the root, and a variable without a default is replaced by its name', () => {
  expect(basePathsOf([{}])).toEqual(['']);
  expect(basePathsOf([{ url: '/{stage}', variables: { stage: {} } }, { url: '/{other}' }])).toEqual([
    '/stage',
    '/other',
  ]);
});

test('refuses an invalid URL', () => {
  expect(contractProblems({ root: { servers: [{ url: 'https://' }] } })).toEqual([
    'things.json#/servers: have the URL "https://", which is not valid',
  ]);
});
