import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { RevDeskSandboxContainer } from '../../testcontainers/index.ts';

/** A receiver on all addresses of this machine, and with it the ones that containers can reach. */
const aReceiver = async () => {
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

test('tells the test, on the machine that the container runs on, what happened', async () => {
  using receiver = await aReceiver();
  await using sandbox = await new RevDeskSandboxContainer().withWebhookHost().start();
  const call = (path: string, body: object): Promise<Response> =>
    post(sandbox.getBaseUrl(), path, sandbox.getApiKey(), body);

  await call('/v1/webhook_subscriptions', { webhook_url: `${receiver.url}/hook`, event_type: 'contact_created' });
  await call('/v1/contacts', { phone_number: '+14155550110' });

  const [{ url, headers }] = await receiver.request;
  expect([url, headers['webhook-signature']]).toEqual(['/hook', expect.stringMatching(/^v1,/)]);
});

test('tells nobody outside the container unless it may', async () => {
  await using sandbox = await new RevDeskSandboxContainer().start();

  const body = { webhook_url: 'http://host.docker.internal:8080/', event_type: 'contact_created' };
  const refused = await post(sandbox.getBaseUrl(), '/v1/webhook_subscriptions', sandbox.getApiKey(), body);

  expect(refused.status).toBe(400);
});
