import { expect, test } from 'vitest';
import { openControl } from '../../mock/control/open-control.ts';
import { BRAVO, issueBody } from '../../support/a-request.ts';
import { codeOf } from '../../support/code-of.ts';

const from = (number: string): { readonly body: object } => ({ body: issueBody('+14155550110', number) });

test('a new world has numbers in every state', async () => {
  const { control } = await openControl();

  expect(control('GET', '/numbers').body).toEqual({
    numbers: [
      { e164: '+14155550100', phone_id: 100, organization: 'org_acme', active: true, verified: true },
      { e164: '+14155550101', phone_id: 101, organization: 'org_acme', active: true, verified: true },
      { e164: '+14155550102', phone_id: 102, organization: 'org_acme', active: false, verified: true },
      { e164: '+14155550103', phone_id: 103, organization: 'org_acme', active: true, verified: false },
      { e164: '+14155550150', phone_id: 150, organization: 'org_bravo', active: true, verified: true },
      { e164: '+14155550160', phone_id: 160, organization: 'org_acme_north', active: true, verified: true },
    ],
  });
});

test('a new number is active, verified and owned by Acme, and can be used immediately', async () => {
  const { control, send } = await openControl();

  const reply = control('POST', '/numbers', { e164: '+442079460123' });

  expect(reply).toMatchObject({
    status: 200,
    body: { e164: '+442079460123', organization: 'org_acme', active: true, verified: true },
  });
  expect(send(from('+442079460123')).status).toBe(200);
});

test('changing a number keeps the fields that are not sent', async () => {
  const { control, send } = await openControl();

  const reply = control('POST', '/numbers', { e164: '+14155550150', active: false });

  expect(reply).toMatchObject({ status: 200, body: { organization: 'org_bravo', active: false, verified: true } });
  expect(codeOf(send({ ...from('+14155550150'), key: BRAVO }))).toBe('caller_id_not_verified');
});

test('a number that is put into service can be used immediately', async () => {
  const { control, send } = await openControl();
  control('POST', '/numbers', { e164: '+14155550102', active: true });
  control('POST', '/numbers', { e164: '+14155550103', verified: true });

  expect([send(from('+14155550102')), send(from('+14155550103'))].map(({ status }) => status)).toEqual([200, 200]);
});

test('a removed number has no owner', async () => {
  const { control, send } = await openControl();

  expect(control('DELETE', '/numbers/%2B14155550100')).toMatchObject({ status: 204 });

  expect(codeOf(send())).toBe('forbidden');
  expect(control('DELETE', '/numbers/%2B14155550100')).toMatchObject({
    status: 404,
    body: { error: { message: 'No organization owns +14155550100 in this world.' } },
  });
});

test.for([
  [{}, 'e164 is required'],
  [{ e164: '0123' }, 'e164 must be an E.164 number such as +14155550100'],
  [{ e164: '+14155550199', owner: 'x' }, 'owner is not a known property'],
  [{ e164: '+14155550199', organization: 'acme' }, 'organization must be one of "org_acme", "org_bravo"'],
  [{ e164: '+14155550199', active: 'yes' }, 'active must be boolean, and is string'],
] as const)('refuses the number %j', async ([input, problem]) => {
  const { control } = await openControl();

  const reply = control('POST', '/numbers', input);

  expect(reply.status).toBe(400);
  expect(reply.body).toMatchObject({ error: { message: expect.stringContaining(problem) } });
});
