import type { StartedRevDeskSandboxContainer } from 'revdesk-sandbox/testcontainers';
import { RevDeskSandboxContainer } from 'revdesk-sandbox/testcontainers';
import { like } from 'revdesk-sandbox/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClientOptions } from './issue-token.ts';
import { issueToken } from './issue-token.ts';

const FROM = '+14155550100';
const TO = '+14155550110';
const OPERATION = 'v1_webrtc_token_post';

let sandbox: StartedRevDeskSandboxContainer;

beforeAll(async () => {
  sandbox = await new RevDeskSandboxContainer().withSeed('my-suite').start();
}, 60_000);

afterAll(() => sandbox?.stop());

/** A world for each test, so that tests can run in any order, or in parallel. */
const inWorld = (world: string) => {
  const waits: number[] = [];
  const options: ClientOptions = {
    baseUrl: sandbox.getBaseUrl(world),
    apiKey: sandbox.getApiKey(),
    wait: async (milliseconds) => waits.push(milliseconds),
  };
  return { options, waits, control: sandbox.control.inWorld(world) };
};

test.concurrent('returns a token that starts a call', async () => {
  const { options, control } = inWorld('success');

  const { token, call_id } = await issueToken(FROM, TO, options);

  await control.gateway.connect(token);
  await control.gateway.dial(token);
  expect((await control.calls.get(call_id)).to_number).toBe(TO);
});

test.concurrent('waits as long as Retry-After says, and retries', async () => {
  const { options, waits, control } = inWorld('throttled');
  await control.overrides.add({
    operation: OPERATION,
    reply: { status: 429, headers: { 'Retry-After': '7' } },
  });

  await issueToken(FROM, TO, options);

  expect(waits).toEqual([7_000]);
});

test.concurrent('gets the same token again when the response was lost', async () => {
  const { options, control } = inWorld('reset');
  await control.overrides.add({ operation: OPERATION, fault: 'reset' });

  const { call_id } = await issueToken(FROM, TO, options);

  expect((await control.calls.list()).map((call) => call.call_id)).toEqual([call_id]);
  await expect(control).toHaveReceived(OPERATION, {
    times: 2,
    request: like({ headers: { 'idempotency-key': /./ } }),
    calls: [{}, { reply: like({ headers: { 'idempotency-replay': 'true' } }) }],
  });
});

test.concurrent('does not retry a forbidden request', async () => {
  const { options, control } = inWorld('forbidden');

  await expect(issueToken('+14155550150', TO, options)).rejects.toThrow('No token: 403');

  expect(await control.requests.list()).toHaveLength(1);
});

test.concurrent('gives up after three attempts', async () => {
  const { options, control } = inWorld('down');
  await control.overrides.add({ operation: OPERATION, times: 3, reply: { status: 503 } });

  await expect(issueToken(FROM, TO, options)).rejects.toThrow('No token: 503');
});
