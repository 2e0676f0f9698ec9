import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PrismProxy } from './prism.ts';
import { startPrismProxy, violationsIn } from './prism.ts';

const DATA = { token: 'rvw_x', expires_in: 60, call_id: 'x', from_number: '+14155550100', to_number: '+14155550110' };

const ERROR = { code: 'x', message: 'x' };

const JSON_TYPE = 'application/json';

interface InvalidReply {
  readonly violation: string;
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
}

/** Replies that violate the contract, each in one way. */
const INVALID_REPLIES: readonly InvalidReply[] = [
  { violation: 'an extra property', status: 200, body: { data: { ...DATA, extra: true } } },
  { violation: 'a missing property', status: 200, body: { data: { ...DATA, token: undefined } } },
  { violation: 'a wrong type', status: 200, body: { data: { ...DATA, expires_in: '60' } } },
  { violation: 'a body of another kind', status: 200, body: [] },
  { violation: 'a media type that is not declared', status: 200, body: { data: DATA }, type: 'text/plain' },
  { violation: 'an error without a message', status: 400, body: { error: { code: 'x' } } },
  { violation: 'an invalid URI', status: 409, body: { error: { ...ERROR, doc_url: 'no uri' } } },
  { violation: 'an error status that is not declared', status: 418, body: { error: ERROR } },
  { violation: 'a success status that is not declared', status: 201, body: { data: DATA } },
  { violation: 'a server error, which is not declared', status: 503, body: { error: ERROR } },
];

let upstream: Server;
let proxy: PrismProxy;
/** The next reply of the upstream. */
let next: InvalidReply;

beforeAll(async () => {
  upstream = createServer((_request, response) => {
    response.writeHead(next.status, { 'content-type': next.type ?? JSON_TYPE }).end(JSON.stringify(next.body));
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  proxy = await startPrismProxy(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}`);
});

afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  upstream.close();
});

const post = (): Promise<Response> =>
  fetch(`${proxy.url}/v1/webrtc-token`, { method: 'POST', headers: { 'content-type': JSON_TYPE }, body: '{}' });

test.for(INVALID_REPLIES)('Prism reports $violation', async (invalid) => {
  next = invalid;

  expect(violationsIn(await post())).not.toBe('');
});

test.for([
  { status: 200, body: { data: DATA } },
  { status: 429, body: { error: ERROR } },
])('Prism passes a valid $status through', async (valid) => {
  next = { violation: 'none', ...valid };

  const response = await post();

  expect(violationsIn(response)).toBe('');
  expect([response.status, await response.json()]).toEqual([valid.status, valid.body]);
});
