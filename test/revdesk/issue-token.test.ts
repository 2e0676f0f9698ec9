import { expect, test } from 'vitest';
import { DEMO, issueBody, PRODUCTION, SDK_TEST } from '../support/a-request.ts';
import { codeOf, dataOf, fieldsOf } from '../support/code-of.ts';
import { openSandbox } from '../support/open-sandbox.ts';

test.for([PRODUCTION, DEMO, SDK_TEST])('issues a token to %s', async (key) => {
  const { send } = await openSandbox();

  expect(send({ key })).toMatchObject({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: {
      data: {
        token: expect.stringMatching(/^rvw_[\w-]{43}$/),
        expires_in: 14_400,
        call_id: expect.stringMatching(/^[\da-f-]{36}$/),
        ...issueBody(),
      },
    },
  });
});

test('issues several tokens for the same number', async () => {
  const { send, records } = await openSandbox();

  send();
  send();

  expect(new Set(records('calls').map(({ id }) => id)).size).toBe(2);
});

test.for(['+911', '+112', '+999', '+1911', '+1933', '+44999', '+49112', '+61000', '+353999'])(
  'refuses the emergency number %s',
  async (to) => {
    const { send } = await openSandbox();

    const reply = send({ body: issueBody(to) });

    expect([reply.status, codeOf(reply)]).toEqual([403, 'emergency_destination']);
    expect(reply.body).toMatchObject({ error: { category: 'compliance_blocked' } });
    expect(fieldsOf(reply)['to_number']).toBe(`${to} is an emergency number, which cannot be called from a browser.`);
  },
);

test.for(['+14155550911', '+442079460911', '+1411', '+44112999'])(
  'does not treat %s as an emergency number',
  async (to) => {
    const { send } = await openSandbox();

    expect(send({ body: issueBody(to) }).status).toBe(200);
  },
);

test.for(['+14155550110', '+14155550119'])('lets a demo key call %s', async (to) => {
  const { send } = await openSandbox();

  expect(send({ key: DEMO, body: issueBody(to) }).status).toBe(200);
});

test.for(['+14155550109', '+14155550120', '+141555501100', '+442079460123'])(
  'refuses %s to a demo key, and lets a production key call it',
  async (to) => {
    const { send } = await openSandbox();

    const refused = send({ key: DEMO, body: issueBody(to) });

    expect([refused.status, codeOf(refused)]).toEqual([403, 'destination_not_allowed']);
    expect(refused.body).toMatchObject({ error: { category: 'account_limit' } });
    expect(fieldsOf(refused)['to_number']).toBe(`A demo key may only call +14155550110 to +14155550119, not ${to}.`);
    expect(send({ body: issueBody(to) }).status).toBe(200);
  },
);

test('gives a token the configured lifetime', async () => {
  const { send } = await openSandbox({ revdesk: { maxCallSeconds: 90 } });

  expect(dataOf(send()).expires_in).toBe(90);
});

test('reports every problem with a body at once, by field', async () => {
  const { send } = await openSandbox();

  const reply = send({ body: { from_number: '0123', extra: 1 } });

  expect(reply).toMatchObject({ status: 400, body: { error: { code: 'validation_error' } } });
  expect(fieldsOf(reply)).toEqual({
    from_number: 'must be an E.164 number such as +14155550100',
    to_number: 'is required',
    extra: 'is not a known property; allowed: from_number, to_number',
  });
});

test('generates the same tokens in the same order for the same seed, and different ones in another world', async () => {
  const [one, other] = [await openSandbox(), await openSandbox()];
  const first = dataOf(one.send());

  expect(dataOf(other.send())).toEqual(first);
  expect(dataOf(other.send()).token).not.toBe(first.token);
  expect(dataOf(other.send({}, 'another')).token).not.toBe(first.token);
  expect(dataOf((await openSandbox({ seed: 'x' })).send()).token).not.toBe(first.token);
});
