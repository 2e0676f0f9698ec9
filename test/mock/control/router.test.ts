import { expect, test } from 'vitest';
import type { ControlEndpoint, RequestBody } from '../../../mock/index.ts';
import { put } from '../../../mock/index.ts';
import { ControlRouter } from '../../../mock/control/router.ts';
import { START } from '../../support/open-sandbox.ts';
import { tinySandbox } from '../stages/tiny-sandbox.ts';
import { openControl } from './open-control.ts';

const endpoint = (parts: Partial<ControlEndpoint> = {}): ControlEndpoint => ({
  method: 'POST',
  path: '/things',
  summary: 'Things.',
  access: 'guarded',
  run: ({ path, input }) => ({ body: { path: Object.fromEntries(path), input } }),
  ...parts,
});

const routerWith = (...endpoints: ControlEndpoint[]): ControlRouter =>
  new ControlRouter(tinySandbox().sandbox, endpoints);

test.for([
  ['/things', {}],
  ['/things/a%2Fb', { id: 'a/b' }],
  ['/things/%2B14155550100', { id: '+14155550100' }],
  ['/thin%67s', {}],
] as const)('finds %s', ([path, parameters]) => {
  const router = routerWith(endpoint(), endpoint({ path: '/things/{id}' }));

  const match = router.match('POST', path);

  expect(match.kind === 'endpoint' && Object.fromEntries(match.path)).toEqual(parameters);
});

test.for(['/', '/things/', '/thing', '/things/a/b', '/things/%ZZ', '/Things'])('does not find %s', (path) => {
  const router = routerWith(endpoint(), endpoint({ path: '/things/{id}' }));

  expect(router.match('POST', path)).toEqual({ kind: 'unknown' });
});

test('prefers a literal path to a parameter, in any order', () => {
  const next = endpoint({ path: '/things/next' });

  const match = routerWith(endpoint({ path: '/things/{id}' }), next).match('POST', '/things/next');

  expect(match).toMatchObject({ kind: 'endpoint', endpoint: { path: '/things/next' } });
});

test('routes HEAD to GET', () => {
  const router = routerWith(endpoint({ method: 'GET' }));

  expect(router.match('HEAD', '/things')).toMatchObject({ kind: 'endpoint', endpoint: { method: 'GET' } });
});

test('lists the methods of a path', () => {
  const router = routerWith(endpoint({ method: 'GET' }), endpoint({ method: 'DELETE' }), endpoint({ path: '/others' }));

  expect(router.match('PATCH', '/things')).toEqual({ kind: 'method_not_allowed', allow: ['DELETE', 'GET', 'HEAD'] });
  expect(router.match('GET', '/others')).toEqual({ kind: 'method_not_allowed', allow: ['POST'] });
});

const INPUT = {
  type: 'object',
  required: ['a'],
  additionalProperties: false,
  properties: { a: { type: 'integer' }, b: { type: 'string', default: 'given' } },
};

const runWith = async (
  parts: Partial<ControlEndpoint>,
  body: RequestBody = { kind: 'none' },
): Promise<ReturnType<ControlRouter['run']>> => {
  const { sandbox } = await openControl();
  const router = new ControlRouter(sandbox, [endpoint(parts)]);
  const match = router.match('POST', '/things');
  const world = sandbox.worlds.open('default', START);
  if (match.kind !== 'endpoint' || world === undefined) throw new Error('No endpoint.');
  const rest = { query: new URLSearchParams(), headers: new Map(), baseUrl: 'http://sandbox.test' };
  return router.run(match, { method: 'POST', path: '/things', body, ...rest }, world, START);
};

const json = (value: unknown): RequestBody => ({ kind: 'json', mediaType: 'application/json', value, bytes: 1 });

test('fills in defaults of the input', async () => {
  expect(await runWith({ input: INPUT }, json({ a: 1 }))).toMatchObject({ body: { input: { a: 1, b: 'given' } } });
});

test('reads a missing body as an empty object', async () => {
  const input = { ...INPUT, required: [] };

  expect(await runWith({ input })).toMatchObject({ status: 200, body: { input: { b: 'given' } } });
});

test('ignores the body for an endpoint without input', async () => {
  expect(await runWith({}, json([1]))).toMatchObject({ status: 200 });
});

test.for([
  [json({}), 400, 'a is required.'],
  [json({ a: 'x', c: 1 }), 400, 'c is not a known property; allowed: a, b; a must be integer, and is string.'],
  [json([]), 400, 'The body of a control call must be a JSON object.'],
  [json(null), 400, 'The body of a control call must be a JSON object.'],
  [
    { kind: 'other', mediaType: 'text/plain', bytes: 1 },
    415,
    'The body of a control call must be JSON. Send "Content-Type: application/json".',
  ],
  [{ kind: 'unreadable', fault: 'malformed_body', detail: 'Why.', bytes: 1 }, 400, 'Why.'],
  [{ kind: 'unreadable', fault: 'body_too_large', detail: 'Why.', bytes: 1 }, 413, 'Why.'],
] as const)('refuses the input %j in the error envelope', async ([body, status, message]) => {
  const reply = await runWith({ input: INPUT }, body);

  expect(reply).toMatchObject({ status, body: { error: { message } } });
});

test('answers with the status of the endpoint, or the one of its result', async () => {
  expect(await runWith({ status: 201 })).toMatchObject({ status: 201 });
  expect(await runWith({ status: 201, run: () => ({ status: 202, body: {} }) })).toMatchObject({ status: 202 });
});

const answering = (body: unknown): Promise<object> => runWith({ run: () => ({ body }) });

test('answers with JSON, with text, or without a body', async () => {
  expect(await answering({})).toMatchObject({ headers: { 'content-type': 'application/json' } });
  expect(await answering('text')).toMatchObject({
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  });
  expect(await answering(undefined)).toEqual({ status: 200, headers: {} });
});

test('applies the changes of a successful call, and none of a refused one', async () => {
  const { sandbox } = await openControl();
  const changes = [put('things', { id: 'x' })];
  const world = sandbox.worlds.open('default', START);
  const run = (path: string): void => {
    const router = new ControlRouter(sandbox, [
      endpoint({ run: () => ({ changes, schedule: [{ at: START + 1, kind: 'call ends', subject: 'x' }], body: {} }) }),
      endpoint({ path: '/refused', run: ({ refuse }) => ({ changes, refused: refuse('conflict', 'No.') }) }),
    ]);
    const match = router.match('POST', path);
    const request = { method: 'POST', path, query: new URLSearchParams(), headers: new Map(), baseUrl: '' };
    if (match.kind === 'endpoint' && world) router.run(match, { ...request, body: { kind: 'none' } }, world, START);
  };

  run('/refused');
  expect(world?.list('things', START)).toEqual([]);
  run('/things');
  expect(world?.list('things', START)).toEqual([{ id: 'x' }]);
  expect(world?.nextJob).toMatchObject({ kind: 'call ends', subject: 'x' });
});
