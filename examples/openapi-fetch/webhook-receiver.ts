import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The body of a webhook. */
export interface Event {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Receives webhooks on this machine, and accepts only those with a valid signature (standardwebhooks.com). */
export const receiveWebhooks = async (secretOf: () => string) => {
  const events: Event[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = request.headers;
    const key = Buffer.from(secretOf().replace('whsec_', ''), 'base64');
    const expected = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    const isValid =
      signature?.length === expected.length && timingSafeEqual(Buffer.from(`${signature}`), Buffer.from(expected));
    response.writeHead(isValid ? 204 : 401).end();
    if (!isValid) return;
    events.push(JSON.parse(body) as Event);
    for (const wake of waiting) wake();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const next = async (type: string): Promise<Event> => {
    for (;;) {
      const event = events.find((each) => each.type === type);
      if (event) return event;
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    next,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
};
