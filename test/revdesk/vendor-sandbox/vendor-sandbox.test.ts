import { expect, test } from 'vitest';
import { openSandbox } from '../../support/open-sandbox.ts';

test('what can be imitated is listed without a key', async () => {
  const { send } = await openSandbox();

  const { status, body } = send({ method: 'GET', target: '/v1/sandbox', key: null, body: undefined });

  expect([status, body]).toMatchObject([200, { environment: 'sandbox', authentication_required: false }]);
  expect(body).toHaveProperty('operations', ['list_calls', 'create_contact', 'send_sms', 'place_call']);
});

test.for(['list_calls', 'create_contact', 'send_sms', 'place_call'])(
  '%s is imitated, and nothing is done',
  async (operation) => {
    const { send, records } = await openSandbox();
    const imitate = () => send({ target: '/v1/sandbox', key: null, body: { operation } }).body;

    expect(imitate()).toMatchObject({ operation, performed: false, production_data: false });
    expect(imitate()).toEqual(imitate());
    expect([...records('calls'), ...records('contacts')]).toEqual([]);
  },
);
