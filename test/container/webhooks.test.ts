import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { RevDeskSandboxContainer } from '../../testcontainers/index.ts';

/** Starts a receiver on all addresses of this machine, including those that containers can reach. */
const startReceiver = async () => {
  const server = createServer((_, response) => response.writeHead(204).end()).listen(0, '0.0.0.0');
  await once(server, 'listening');
  return {
    url: `http://host.docker.internal:${(server.address() as AddressInfo).port}`,
    request: once(server, 'request') as Promise<[IncomingMessage, ...unknown[]]>,
    [Symbol.dispose]: () => server.close(),
  };
};

const post = (base: string, path: string, key: string, body: object): Promise<Response> =>
  fetch(base + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('delivers an event to the test on the host machine', async () => {
  using receiver = await startReceiver();
  await using sandbox = await new RevDeskSandboxContainer().withWebhookHost().start();
  const call = (path: string, body: object): Promise<Response> =>
    post(sandbox.getBaseUrl(), path, sandbox.getApiKey(), body);

  await call('/v1/webhook_subscriptions', { webhook_url: `${receiver.url}/hook`, event_type: 'contact_created' });
  await call('/v1/contacts', { phone_number: '+14155550110' });

  const [{ url, headers }] = await receiver.request;
  expect([url, headers['webhook-signature']]).toEqual(['/hook', expect.stringMatching(/^v1,/)]);
});

test('delivers nothing outside the container unless the host is allowed', async () => {
  await using sandbox = await new RevDeskSandboxContainer().start();

  const body = { webhook_url: 'http://host.docker.internal:8080/', event_type: 'contact_created' };
  const refused = await post(sandbox.getBaseUrl(), '/v1/webhook_subscriptions', sandbox.getApiKey(), body);

  expect(refused.status).toBe(400);
});
