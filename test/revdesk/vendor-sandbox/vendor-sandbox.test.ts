import { expect, test } from 'vitest';
import { openSandbox } from '../../support/open-sandbox.ts';

test('lists the simulated operations without a key', async () => {
  const { send } = await openSandbox();

  const { status, body } = send({ method: 'GET', target: '/v1/sandbox', key: null, body: undefined });

  expect([status, body]).toMatchObject([200, { environment: 'sandbox', authentication_required: false }]);
  expect(body).toHaveProperty('operations', ['list_calls', 'create_contact', 'send_sms', 'place_call']);
});

test.for(['list_calls', 'create_contact', 'send_sms', 'place_call'])(
  'simulates %s without performing it',
  async (operation) => {
    const { send, records } = await openSandbox();
    const simulate = () => send({ target: '/v1/sandbox', key: null, body: { operation } }).body;

    expect(simulate()).toMatchObject({ operation, performed: false, production_data: false });
    expect(simulate()).toEqual(simulate());
    expect([...records('calls'), ...records('contacts')]).toEqual([]);
  },
);
