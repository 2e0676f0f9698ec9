import { expect, test } from 'vitest';
import { controlOn } from '../../mock/control/open-control.ts';
import { BRAVO, NORTH } from '../../support/a-request.ts';
import type { ApiReply } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const REGISTRATIONS = '/v1/number-registrations';

const numbersIn = ({ body }: ApiReply): readonly string[] =>
  (body as { data: readonly { phone_number: string }[] }).data.map(({ phone_number }) => phone_number);

test('a new world has a registration in each status, which can be found by status and by number', async () => {
  const { call } = await openRevDesk();

  expect(numbersIn(call(`GET ${REGISTRATIONS}`))).toHaveLength(5);
  expect(numbersIn(call(`GET ${REGISTRATIONS}?status=failed`))).toEqual(['+14155550103']);
  expect(numbersIn(call(`GET ${REGISTRATIONS}?phone_number=%2B14155550101`))).toEqual(['+14155550101']);
  expect(numbersIn(call(`GET ${REGISTRATIONS}?status=active`, undefined, BRAVO))).toEqual(['+14155550150']);
  expect(call(`GET ${REGISTRATIONS}?status=lost`).status).toBe(400);
});

test('lists the oldest registrations first, page by page', async () => {
  const { call } = await openRevDesk();

  const first = call(`GET ${REGISTRATIONS}?limit=3`);
  const { cursor } = (first.body as { meta: { cursor: string } }).meta;
  const second = call(`GET ${REGISTRATIONS}?limit=3&cursor=${cursor}`);

  expect(numbersIn(first)).toEqual(['+14155550100', '+14155550101', '+14155550102']);
  expect(numbersIn(second)).toEqual(['+14155550103', '+14155550160']);
  expect((second.body as { meta: object }).meta).toEqual({ page_size: 3 });
});

test('the tester changes the status of a registration, and its other fields follow', async () => {
  const { call, sandbox } = await openRevDesk();
  const { control } = controlOn(sandbox);
  const read = () => call(`GET ${REGISTRATIONS}/reg_2`).data;
  expect(read()).toMatchObject({
    status: 'submitted',
    registered_at: null,
    submission: { vendor_acks: { hiya: null } },
  });

  control('POST', '/number-registrations', { phone_number: '+14155550101', status: 'active' });

  const at = '2026-01-01T00:00:00.000Z';
  expect(read()).toMatchObject({
    status: 'active',
    registered_at: at,
    submission: { vendor_acks: { hiya: at, tns: at } },
  });
  control('POST', '/number-registrations', { phone_number: '+14155550101', status: 'failed' });
  expect(read()).toMatchObject({ submission: { status: 'failed', last_error: expect.any(String) } });
});

test('a number whose registration was canceled gets a new one', async () => {
  const { call, sandbox } = await openRevDesk();
  const { control } = controlOn(sandbox);

  control('POST', '/number-registrations', { phone_number: '+14155550102', status: 'pending' });

  const { data } = call(`GET ${REGISTRATIONS}?phone_number=%2B14155550102`).body as { data: readonly object[] };
  expect(data).toMatchObject([{ status: 'cancelled' }, { status: 'pending', cancelled_at: null }]);
  const unowned = control('POST', '/number-registrations', { phone_number: '+14155550199', status: 'pending' });
  expect(unowned.status).toBe(404);
});

test('the profile shows the effective values: the defaults, or those of the umbrella for its sub-entities', async () => {
  const { call } = await openRevDesk();
  const read = (key?: string) => call('GET /v1/caller-trust/registration-profile', undefined, key).data;
  expect(read()).toMatchObject({ call_purpose: null, effective_call_purpose: 'informational' });

  const sent = { call_purpose: 'health', monthly_call_volume: '501' };
  const saved = call('PUT /v1/caller-trust/registration-profile', sent).data;

  expect(saved).toMatchObject({ ...sent, effective_call_purpose: 'health', effective_monthly_call_volume: '501' });
  expect(read()).toEqual(saved);
  expect(read(NORTH)).toMatchObject({ call_purpose: null, effective_call_purpose: 'health' });
  expect(read(BRAVO)['effective_call_purpose']).toBe('informational');
});

test('accepts every value that the contract allows', async () => {
  const { call } = await openRevDesk();
  const { data } = call('GET /v1/caller-trust/registration-profile');
  const values = (name: string) => (data[name] as readonly { value: string }[]).map(({ value }) => value);

  const statuses = values('call_purpose_options').flatMap((call_purpose) =>
    values('monthly_call_volume_options').map(
      (monthly_call_volume) =>
        call('PUT /v1/caller-trust/registration-profile', { call_purpose, monthly_call_volume }).status,
    ),
  );

  expect(statuses).toEqual(Array.from({ length: 12 * 8 }, () => 200));
});
