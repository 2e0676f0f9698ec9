import { expect, test } from 'vitest';
import { issueBody } from '../../../support/a-request.ts';
import { codeOf } from '../../../support/code-of.ts';
import { openRevDesk } from '../../../support/open-revdesk.ts';
import type { StoryBench } from '../../open-with-control.ts';
import { openWithControl } from '../../open-with-control.ts';

const WEB_CALL = 'POST /v1/agents/00000000-0000-8000-8000-00000a9e0001/web-call';

const gateway = ({ control }: StoryBench, step: string, bearer: unknown) =>
  control('POST', `/gateway/${step}`, {}, { bearer: String(bearer) });

test('RevDesk dials as soon as the browser is in the room', async () => {
  const bench = await openWithControl();
  const { token, call_id, expires_in } = bench.call('POST /v1/room-token', issueBody()).data;
  expect([token, expires_in]).toEqual([expect.stringMatching(/^rjt_[\w-]{43}$/), 14_400]);

  expect(gateway(bench, 'connect', token).body).toMatchObject({ status: 'RINGING' });
  bench.pass(61);
  expect(bench.shown(call_id)).toMatchObject({ status: 'CONNECTED', duration_seconds: 60 });
  gateway(bench, 'hangup', token);
  expect(bench.shown(call_id)).toMatchObject({ status: 'COMPLETED' });
  expect(codeOf(gateway(bench, 'connect', token))).toBe('token_ended');
});

test('the browser of a room never dials', async () => {
  const bench = await openWithControl();
  const { token } = bench.call('POST /v1/room-token', issueBody()).data;
  gateway(bench, 'connect', token);

  expect(gateway(bench, 'dial', token).status).toBe(409);
});

test('a room token lives as long as is asked for, and the call outlives it', async () => {
  const bench = await openWithControl();
  const issue = () => bench.call('POST /v1/room-token', { ...issueBody(), ttl_seconds: 60 }).data;
  const [used, late] = [issue(), issue()];
  gateway(bench, 'connect', used['token']);

  bench.pass(60);

  expect(codeOf(gateway(bench, 'connect', late['token']))).toBe('token_expired');
  expect(bench.shown(late['call_id'])).toMatchObject({ status: 'CANCELED' });
  expect(bench.shown(used['call_id'])).toMatchObject({ status: 'CONNECTED' });
  bench.pass(14_340);
  expect(bench.shown(used['call_id'])).toMatchObject({ status: 'COMPLETED' });
});

test.for([0, -1, 1.5, 14_401])('refuses a life of %d seconds', async (ttl_seconds) => {
  const { call } = await openRevDesk();

  const refused = call('POST /v1/room-token', { ...issueBody(), ttl_seconds });

  expect(refused).toMatchObject({ status: 400, error: { fields: { ttl_seconds: expect.any(String) } } });
});

test.for([
  ['a number of somebody else', issueBody('+14155550110', '+14155550150'), 'forbidden'],
  ['an emergency number', issueBody('+911'), 'emergency_destination'],
] as const)('refuses a room for %s', async ([, body, code]) => {
  const { call } = await openRevDesk();

  expect(call('POST /v1/room-token', body)).toMatchObject({ status: 403, error: { code } });
});

test('an agent answers the browser at once', async () => {
  const bench = await openWithControl();
  const { status, data } = bench.call(WEB_CALL);
  expect([status, data]).toMatchObject([201, { token: expect.stringMatching(/^rjt_/), ice_servers: [] }]);

  expect(gateway(bench, 'connect', data['token']).body).toMatchObject({ status: 'CONNECTED' });
  bench.pass(30);
  gateway(bench, 'hangup', data['token']);

  expect(bench.shown(data['room_name'])).toMatchObject({
    status: 'COMPLETED',
    direction: 'inbound',
    to_number: '+14155550100',
    duration_seconds: 30,
    has_transcript: true,
  });
});

test('a disabled agent has no room', async () => {
  const { call } = await openRevDesk();

  const refused = call('POST /v1/agents/00000000-0000-8000-8000-00000a9e0002/web-call');

  expect(refused).toMatchObject({ status: 409, error: { code: 'conflict' } });
});
