import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../index.ts';
import { readContract } from '../../../../index.ts';
import { aContract, aDocument, faultsOf, NO_CONTENT } from '../a-contract.ts';

const served = (servers: readonly JsonObject[]): readonly string[] =>
  aContract({ root: { servers } }).operations[0]!.basePaths;

test.for<readonly [url: string, base: string]>([
  ['https://api.example.com/v1', '/v1'],
  ['https://api.example.com/v1/', '/v1'],
  ['https://api.example.com', ''],
  ['/api', '/api'],
  ['/', ''],
  ['https://{region}.example.com/{stage}/api', '/beta/api'],
])('of %s it serves below "%s"', ([url, base]) => {
  expect(served([{ url, variables: { region: { default: 'eu' }, stage: { default: 'beta' } } }])).toEqual([base]);
});

test('without servers an API lies at the root', () => {
  expect(aContract().operations[0]!.basePaths).toEqual(['']);
});

test('each server has its place, and what several share is served once', () => {
  const urls = ['https://a.test/v1', 'https://b.test/v1', 'https://c.test/v2'];

  expect(served(urls.map((url) => ({ url })))).toEqual(['/v1', '/v2']);
});

test('the nearest servers count', () => {
  const operation = { responses: NO_CONTENT, servers: [{ url: 'https://files.test/up' }] };
  const { route } = aContract({ root: { servers: [{ url: '/v1' }] }, operation });

  expect(route('PUT', '/up/things').kind).toBe('operation');
  expect(route('PUT', '/v1/things').kind).toBe('unknown');
});

test('a path without its base is unknown, and the one that was meant is named', () => {
  const { route } = aContract({ root: { servers: [{ url: '/v1' }] } });

  expect(route('PUT', '/v1/things').kind).toBe('operation');
  expect(route('PUT', '/things')).toEqual({ kind: 'unknown', nearest: '/v1/things' });
});

test('a base path that the user names takes the place of all servers', () => {
  const document = aDocument({ root: { servers: [{ url: '/v1' }] } });

  expect(readContract(document, { basePath: '/' }).route('PUT', '/things').kind).toBe('operation');
  expect(readContract(document, { basePath: '/mine/' }).route('PUT', '/mine/things').kind).toBe('operation');
});

test('what says nothing of a place means the root, and a variable without a default its name', () => {
  expect(served([{}])).toEqual(['']);
  expect(served([{ url: '/{stage}', variables: { stage: {} } }, { url: '/{other}' }])).toEqual(['/stage', '/other']);
});

test('refuses a URL that is none', () => {
  expect(faultsOf({ root: { servers: [{ url: 'https://' }] } })).toEqual([
    'things.json#/servers: have the URL "https://", which is none',
  ]);
});
