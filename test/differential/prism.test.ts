import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Referee } from './prism.ts';
import { startReferee, violationsIn } from './prism.ts';

const DATA = { token: 'rvw_x', expires_in: 60, call_id: 'x', from_number: '+14155550100', to_number: '+14155550110' };

const ERROR = { code: 'x', message: 'x' };

const JSON_TYPE = 'application/json';

interface Broken {
  readonly fault: string;
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
}

/** Answers that break the contract, each in one way. */
const BROKEN: readonly Broken[] = [
  { fault: 'a property too many', status: 200, body: { data: { ...DATA, extra: true } } },
  { fault: 'a property too few', status: 200, body: { data: { ...DATA, token: undefined } } },
  { fault: 'a wrong type', status: 200, body: { data: { ...DATA, expires_in: '60' } } },
  { fault: 'a body of another kind', status: 200, body: [] },
  { fault: 'a media type that is not declared', status: 200, body: { data: DATA }, type: 'text/plain' },
  { fault: 'an error without a message', status: 400, body: { error: { code: 'x' } } },
  { fault: 'a URI that is none', status: 409, body: { error: { ...ERROR, doc_url: 'no uri' } } },
  { fault: 'an error status that is not declared', status: 418, body: { error: ERROR } },
  { fault: 'a success status that is not declared', status: 201, body: { data: DATA } },
  { fault: 'a server error, which is not declared', status: 503, body: { error: ERROR } },
];

let upstream: Server;
let referee: Referee;
/** What the upstream answers next. */
let next: Broken;

beforeAll(async () => {
  upstream = createServer((_request, response) => {
    response.writeHead(next.status, { 'content-type': next.type ?? JSON_TYPE }).end(JSON.stringify(next.body));
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  referee = await startReferee(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}`);
});

afterAll(async () => {
  await referee[Symbol.asyncDispose]();
  upstream.close();
});

const post = (): Promise<Response> =>
  fetch(`${referee.url}/v1/webrtc-token`, { method: 'POST', headers: { 'content-type': JSON_TYPE }, body: '{}' });

test.for(BROKEN)('the referee flags $fault', async (broken) => {
  next = broken;

  expect(violationsIn(await post())).not.toBe('');
});

test.for([
  { status: 200, body: { data: DATA } },
  { status: 429, body: { error: ERROR } },
])('the referee lets a $status pass that fits', async (fitting) => {
  next = { fault: 'none', ...fitting };

  const answer = await post();

  expect(violationsIn(answer)).toBe('');
  expect([answer.status, await answer.json()]).toEqual([fitting.status, fitting.body]);
});
