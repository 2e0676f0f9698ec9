import { expect, test } from 'vitest';
import type { Routed } from '../../../../mock/contract/operations/route.ts';
import { aContract, NO_CONTENT } from '../a-contract.ts';

/** Routes among paths that declare GET, unless a line names another method: `POST /pets`. */
const routerOf = (...lines: readonly string[]): ((method: string, path: string) => Routed) => {
  const paths: Record<string, Record<string, object>> = {};
  for (const line of lines) {
    const [path = '', method = 'GET'] = line.split(' ').toReversed();
    paths[path] = { ...paths[path], [method.toLowerCase()]: { responses: NO_CONTENT } };
  }
  return aContract({ paths }).route;
};

/** The path template that matched, and the path parameters. */
const foundIn = (routed: Routed): unknown =>
  routed.kind === 'operation' ? [routed.operation.path, Object.fromEntries(routed.pathParameters)] : routed;

test.for<[string, readonly string[], string, unknown]>([
  ['a concrete path before a templated one', ['/pets/{id}', '/pets/mine'], '/pets/mine', ['/pets/mine', {}]],
  ['a literal segment further left', ['/{kind}/mine', '/pets/{id}'], '/pets/mine', ['/pets/{id}', { id: 'mine' }]],
  [
    'a segment with more literal text',
    ['/files/{id}', '/files/{id}.json'],
    '/files/a.json',
    ['/files/{id}.json', { id: 'a' }],
  ],
  [
    'a parameter with text around it',
    ['/v{major}.{minor}/now'],
    '/v1.2/now',
    ['/v{major}.{minor}/now', { major: '1', minor: '2' }],
  ],
  ['an encoded slash within a segment', ['/files/{name}'], '/files/a%2Fb', ['/files/{name}', { name: 'a/b' }]],
  ['an encoded letter in a literal', ['/pets'], '/p%65ts', ['/pets', {}]],
  ['a literal that is encoded in the contract', ['/my%20pets'], '/my%20pets', ['/my%20pets', {}]],
  ['a percent sign that encodes nothing in the contract', ['/100%'], '/100%25', ['/100%', {}]],
  ['a line break in a parameter', ['/pets/{id}'], '/pets/a%0Ab', ['/pets/{id}', { id: 'a\nb' }]],
  ['the root', ['/'], '/', ['/', {}]],
  ['a trailing slash that is declared', ['/pets/'], '/pets/', ['/pets/', {}]],
  ['a literal dot for a dot only', ['/a.b', '/{any}'], '/axb', ['/{any}', { any: 'axb' }]],
])('finds $0', ([, lines, path, found]) => {
  expect(foundIn(routerOf(...lines)('GET', path))).toEqual(found);
});

test.for([
  ['an empty parameter', '/pets/'],
  ['another letter case', '/Pets/1'],
  ['a trailing slash', '/pets/1/'],
  ['a doubled slash', '/pets//1'],
  ['a longer path', '/pets/1/name'],
])('does not find %s', ([, path = '']) => {
  expect(routerOf('/pets/{id}')('GET', path)).toMatchObject({ kind: 'unknown' });
});

test('names the nearest path', () => {
  const route = routerOf('/Pets', '/pets/{id}');

  expect(route('GET', '//pets/')).toEqual({ kind: 'unknown', nearest: '/Pets' });
  expect(route('GET', '/dogs')).toEqual({ kind: 'unknown', nearest: undefined });
});

test('reports a percent sign that encodes nothing', () => {
  expect(routerOf('/pets/{id}')('GET', '/pets/100%')).toEqual({ kind: 'malformed' });
  expect(routerOf('/pets/{id}')('GET', '/pets/%ff')).toEqual({ kind: 'malformed' });
});

test('routes HEAD to GET, unless HEAD itself is declared', () => {
  const route = routerOf('GET /pets', 'GET /dogs', 'HEAD /dogs', 'POST /cats');

  expect(route('HEAD', '/pets')).toMatchObject({ operation: { method: 'GET' } });
  expect(route('HEAD', '/dogs')).toMatchObject({ operation: { method: 'HEAD' } });
  expect(route('HEAD', '/cats')).toMatchObject({ kind: 'method_not_allowed' });
});

test.for([
  [
    ['GET /pets', 'PUT /pets'],
    ['GET', 'HEAD', 'OPTIONS', 'PUT'],
  ],
  [['POST /pets'], ['OPTIONS', 'POST']],
  [['OPTIONS /pets'], ['OPTIONS']],
] as const)('lists the methods of a path: %s', ([lines, allow]) => {
  expect(routerOf(...lines)('DELETE', '/pets')).toEqual({ kind: 'method_not_allowed', allow });
});

test('does not fall back to a templated path for a method that the concrete path lacks', () => {
  expect(routerOf('GET /pets/mine', 'DELETE /pets/{id}')('DELETE', '/pets/mine')).toMatchObject({
    kind: 'method_not_allowed',
  });
});
