import assert from 'node:assert/strict';
import { test } from 'node:test';
import createClient from 'openapi-fetch';
import { KEYS, startSandbox } from 'revdesk-sandbox';
import type { paths } from './revdesk.d.ts';
import { receiveWebhooks } from './webhook-receiver.ts';

/** A client of the API with types from `openapi-typescript`; the key is an API key or a client token. */
const clientFor = (baseUrl: string, key: string) =>
  createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${key}` } });

const DESTINATION = '+14155550110';

test('buys a number, makes a call with it, gets a webhook when it ends, and sees it in the usage', async () => {
  await using sandbox = await startSandbox({ port: 0, logLevel: 'silent' });
  const { control } = sandbox;
  await control.clock.freeze();
  const api = clientFor(sandbox.url, KEYS.find(({ kind }) => kind === 'production')!.credential);
  let secret = '';
  await using receiver = await receiveWebhooks(() => secret);

  // Subscribe to the event for ended calls.
  const subscribed = await api.POST('/v1/webhook_subscriptions', {
    body: { webhook_url: receiver.url, event_type: 'call_completed' },
  });
  secret = subscribed.data!.data.secret;

  // Find and buy a number. It is in service after a while; advance the clock instead of waiting.
  const found = await api.GET('/v1/phone-numbers/search', { params: { query: { area_code: '212' } } });
  const phone_number = found.data!.data[0]!.phone_number;
  const bought = await api.POST('/v1/phone-numbers', { body: { phone_number } });
  const id = String(bought.data!.data.phone_record_id);
  const pending = await api.GET('/v1/phone-numbers/{id}', { params: { path: { id } } });
  assert.match(pending.data!.data.phone_number, /^pending:/);
  await control.clock.advance(60);
  const active = await api.GET('/v1/phone-numbers/{id}', { params: { path: { id } } });
  assert.deepEqual([active.data!.data.phone_number, active.data!.data.is_active], [phone_number, true]);

  // The back end creates a client token for one agent's browser, which uses it to issue a calling token and place the call.
  const minted = await api.POST('/v1/client-tokens', {
    body: { from_numbers: [phone_number], to_numbers: [DESTINATION] },
  });
  const browser = clientFor(sandbox.url, minted.data!.data.token);
  const issued = await browser.POST('/v1/webrtc-token', {
    body: { from_number: phone_number, to_number: DESTINATION },
  });
  const { token, call_id } = issued.data!.data;
  await control.gateway.connect(token);
  await control.gateway.dial(token);
  await control.clock.advance(91);

  // After 90 s on the call, hang up over the API.
  const hungUp = await api.POST('/v1/calls/{id}/hangup', { params: { path: { id: call_id } } });
  assert.equal(hungUp.data!.data.status, 'COMPLETED');
  const { data: completed } = await receiver.next('call_completed');
  assert.equal(completed['id'], call_id);

  // The token ended with the call, and the usage includes the call.
  await assert.rejects(control.gateway.connect(token), { status: 401 });
  const usage = await api.GET('/v1/usage/{phoneId}', { params: { path: { phoneId: id } } });
  assert.deepEqual([usage.data!.data.calls_placed, usage.data!.data.minutes_used], [1, 2]);
});
