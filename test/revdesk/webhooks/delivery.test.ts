import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { RunningSandbox } from '../../../index.ts';
import { PRODUCTION } from '../../support/a-request.ts';
import { eventually } from '../../support/eventually.ts';
import { START } from '../../support/open-sandbox.ts';
import type { Received } from '../../support/receiver.ts';
import { startReceiver } from '../../support/receiver.ts';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${PRODUCTION}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Subscribes to new contacts. Returns the secret. */
const subscribe = async ({ url }: RunningSandbox, webhook_url: string): Promise<string> => {
  const response = await post(`${url}/v1/webhook_subscriptions`, { webhook_url, event_type: 'contact_created' });
  return ((await response.json()) as { readonly data: { readonly secret: string } }).data.secret;
};

const createContact = ({ url }: RunningSandbox): Promise<Response> =>
  post(`${url}/v1/contacts`, { phone_number: '+14155550110', name: 'Alex' });

const unsubscribe = ({ url }: RunningSandbox, id: string): Promise<Response> =>
  fetch(`${url}/v1/webhook_subscriptions/${id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${PRODUCTION}` },
  });

/** Renames Acme's first number. */
const rename = async ({ url }: RunningSandbox, name: string): Promise<Response> => {
  const headers = { authorization: `Bearer ${PRODUCTION}`, 'content-type': 'application/json' };
  const listed = (await (await fetch(`${url}/v1/phone-numbers`, { headers })).json()) as {
    readonly data: readonly { readonly id: number }[];
  };
  return fetch(`${url}/v1/phone-numbers/${listed.data[0]?.id}`, {
    method: 'PATCH',
    headers,
    body: JSON.stringify({ name }),
  });
};

const startFrozen = async (): Promise<RunningSandbox> => {
  const sandbox = await startTestSandbox();
  await sandbox.control.clock.freeze();
  return sandbox;
};

/** The signature of Standard Webhooks, implemented independently. */
const standardSignature = ({ headers, body }: Received, secret: string): string => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
};

test('an event has both signatures, made with the secret of its subscription', async () => {
  await using sandbox = await startFrozen();
  const receiver = await startReceiver();
  const secret = await subscribe(sandbox, `${receiver.url}/hook`);

  await createContact(sandbox);

  const [event] = await eventually(() => receiver.received.length === 1 && receiver.received);
  expect(JSON.parse(event!.body)).toMatchObject({
    id: event!.headers['webhook-id'],
    type: 'contact_created',
    created: new Date(START).toISOString(),
    data: { name: 'Alex' },
  });
  expect(event!.headers['webhook-timestamp']).toBe(String(START / 1000));
  expect(event!.headers['webhook-signature']).toBe(standardSignature(event!, secret));
  expect(event!.headers['x-revdesk-signature']).toBe(createHmac('sha256', secret).update(event!.body).digest('hex'));
});

test('a failed delivery is retried with the same id and a new signature', async () => {
  await using sandbox = await startFrozen();
  const receiver = await startReceiver({ status: 500 }, { status: 200 });
  const secret = await subscribe(sandbox, receiver.url);
  await createContact(sandbox);
  await eventually(async () => (await sandbox.control.outbox.list())[0]?.state === 'waiting');

  await sandbox.control.clock.advance(5);

  const [first, second] = await eventually(() => receiver.received.length === 2 && receiver.received);
  expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
  expect(second!.headers['webhook-timestamp']).toBe(String(START / 1000 + 5));
  expect(second!.headers['webhook-signature']).toBe(standardSignature(second!, secret));
});

test('an event that was tampered with does not match its signatures', async () => {
  await using sandbox = await startFrozen();
  const receiver = await startReceiver();
  const secret = await subscribe(sandbox, receiver.url);
  await sandbox.control.outbox.addFault('tamper');

  await createContact(sandbox);

  const [event] = await eventually(() => receiver.received.length === 1 && receiver.received);
  expect(event!.headers['webhook-signature']).not.toBe(standardSignature(event!, secret));
});

test('the same change made twice at one instant emits two events', async () => {
  await using sandbox = await startFrozen();
  const receiver = await startReceiver();
  const event_type = 'number_updated';
  await post(`${sandbox.url}/v1/webhook_subscriptions`, { webhook_url: receiver.url, event_type });

  for (const name of ['Front desk', 'Front desk']) await rename(sandbox, name);

  const events = await eventually(() => receiver.received.length === 2 && receiver.received);
  expect(new Set(events.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
});

test('released events are delivered even if the subscription of an earlier one ends', async () => {
  await using sandbox = await startFrozen();
  const [hanging, receiver] = [await startReceiver('hang'), await startReceiver()];
  await subscribe(sandbox, hanging.url);
  await subscribe(sandbox, receiver.url);
  await sandbox.control.outbox.addFault('hold', 2);
  await createContact(sandbox);
  const [first] = await sandbox.control.outbox.list();
  await sandbox.control.outbox.release();

  await unsubscribe(sandbox, first!.headers['x-revdesk-subscription']!);

  await eventually(() => receiver.received.length === 1);
  expect((await sandbox.control.outbox.list()).map(({ url }) => url)).toEqual([receiver.url]);
});
