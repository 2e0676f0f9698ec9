import { expect, test } from 'vitest';
import { BRAVO, issueBody, PRODUCTION } from '../../support/a-request.ts';
import type { ApiReply } from '../../support/open-revdesk.ts';
import { openWithControl } from '../open-with-control.ts';

type Harness = Awaited<ReturnType<typeof openWithControl>>;

const OWN_PHONE = '+16175550199';

const start = ({ call }: Harness, phone_number: string, key = PRODUCTION): ApiReply =>
  call('POST /v1/caller-ids', { phone_number }, key);

const codeOf = ({ control }: Harness, id: unknown): string => {
  const { caller_ids } = control('GET', '/caller-ids').body as {
    readonly caller_ids: readonly { readonly caller_id_id: string; readonly verification_code: string }[];
  };
  return caller_ids.find(({ caller_id_id }) => caller_id_id === id)?.verification_code ?? '';
};

const submitCode = ({ call }: Harness, id: unknown, verification_code: string, key = PRODUCTION): ApiReply =>
  call(`POST /v1/caller-ids/${id}/verify`, { verification_code }, key);

const verify = (harness: Harness, number: string, key = PRODUCTION): unknown => {
  const id = start(harness, number, key).data['caller_id_id'];
  submitCode(harness, id, codeOf(harness, id), key);
  return id;
};

const callFrom = ({ call }: Harness, number: string): number =>
  call('POST /v1/webrtc-token', issueBody('+14155550110', number)).status;

test('an external number can place calls once it is verified, until it is revoked', async () => {
  const harness = await openWithControl();
  const { status, data } = start(harness, OWN_PHONE);
  const id = data['caller_id_id'];

  const before = callFrom(harness, OWN_PHONE);
  const right = submitCode(harness, id, codeOf(harness, id));
  const during = callFrom(harness, OWN_PHONE);
  const revoked = harness.call(`DELETE /v1/caller-ids/${id}`);

  expect([status, right.data['verified']]).toEqual([201, true]);
  expect(revoked.data).toMatchObject({ caller_id_id: id, status: 'REVOKED', active: false });
  expect([before, during, callFrom(harness, OWN_PHONE)]).toEqual([403, 200, 403]);
});

test('only the control API shows the verification code', async () => {
  const harness = await openWithControl();
  const started = start(harness, OWN_PHONE);
  const code = codeOf(harness, started.data['caller_id_id']);

  expect(code).toMatch(/^\d{6}$/);
  expect(JSON.stringify([started.body, harness.call('GET /v1/caller-ids').body])).not.toContain(code);
});

test('a wrong code leaves the caller ID pending', async () => {
  const harness = await openWithControl();
  const id = start(harness, OWN_PHONE).data['caller_id_id'];
  const wrong = codeOf(harness, id) === '000000' ? '111111' : '000000';

  const reply = submitCode(harness, id, wrong);

  expect(reply).toMatchObject({ status: 400, error: { fields: { verification_code: expect.any(String) } } });
  expect(harness.call('GET /v1/caller-ids').body).toMatchObject({ data: [{ status: 'PENDING', active: false }] });
  expect(submitCode(harness, id, codeOf(harness, id)).status).toBe(200);
});

test('a code expires after ten minutes, and starting again issues a new one', async () => {
  const harness = await openWithControl();
  const id = start(harness, OWN_PHONE).data['caller_id_id'];
  const first = codeOf(harness, id);

  harness.pass(600);
  const late = submitCode(harness, id, first);
  const again = start(harness, OWN_PHONE);

  expect(late).toMatchObject({ status: 409, error: { message: expect.stringContaining('expired') } });
  expect(again.data['caller_id_id']).toBe(id);
  expect(codeOf(harness, id)).not.toBe(first);
  expect(submitCode(harness, id, codeOf(harness, id)).status).toBe(200);
});

test('refuses to verify a caller ID that is already verified or revoked', async () => {
  const harness = await openWithControl();
  const id = verify(harness, OWN_PHONE);

  const twice = submitCode(harness, id, codeOf(harness, id));
  harness.call(`DELETE /v1/caller-ids/${id}`);
  const revoked = submitCode(harness, id, codeOf(harness, id));

  expect([twice, revoked]).toMatchObject([
    { status: 409, error: { message: expect.stringContaining('VERIFIED') } },
    { status: 409, error: { message: expect.stringContaining('REVOKED') } },
  ]);
});

test('a revoked caller ID stays in the list, and its number can be verified again', async () => {
  const harness = await openWithControl();
  const first = verify(harness, OWN_PHONE);
  harness.call(`DELETE /v1/caller-ids/${first}`);

  const second = verify(harness, OWN_PHONE, BRAVO);

  expect(harness.call('GET /v1/caller-ids').body).toMatchObject({
    data: [{ caller_id_id: first, status: 'REVOKED' }],
    meta: { total_results: 1 },
  });
  expect(harness.call('GET /v1/caller-ids', undefined, BRAVO).body).toMatchObject({
    data: [{ caller_id_id: second, status: 'VERIFIED', certification_method: 'call' }],
  });
});

test.for([
  ['that another organization owns', '+14155550150', 'another organization'],
  ['that is already verified', '+14155550100', 'already'],
] as const)('refuses to verify a number %s', async ([, number, reason]) => {
  const harness = await openWithControl();

  expect(start(harness, number)).toMatchObject({
    status: 409,
    error: { message: expect.stringContaining(reason) },
  });
});

test('when two organizations verify the same number, the first to submit its code gets it', async () => {
  const harness = await openWithControl();
  const slow = start(harness, OWN_PHONE).data['caller_id_id'];

  verify(harness, OWN_PHONE, BRAVO);

  expect(submitCode(harness, slow, codeOf(harness, slow)).status).toBe(409);
});

test('refuses to verify an emergency number', async () => {
  const harness = await openWithControl();

  expect(start(harness, '+1911')).toMatchObject({ status: 403, error: { code: 'emergency_destination' } });
});

test('an organization’s own number stays verified until its caller ID is revoked', async () => {
  const harness = await openWithControl();
  const id = verify(harness, '+14155550103');

  const during = callFrom(harness, '+14155550103');
  harness.call(`DELETE /v1/caller-ids/${id}`);

  expect([during, callFrom(harness, '+14155550103')]).toEqual([200, 403]);
  expect(harness.call('GET /v1/phone-numbers/103').status).toBe(200);
});

test('releasing a number revokes its caller ID', async () => {
  const harness = await openWithControl();
  verify(harness, '+14155550103');

  harness.call('DELETE /v1/phone-numbers/103');

  expect(harness.call('GET /v1/caller-ids').body).toMatchObject({ data: [{ status: 'REVOKED' }] });
});

test('a verified number is for calls only: it is not listed as a phone number and cannot send texts', async () => {
  const harness = await openWithControl();
  const before = harness.call('GET /v1/phone-numbers').body;
  verify(harness, OWN_PHONE);

  const text = harness.call('POST /v1/sms/send', { from: OWN_PHONE, to: '+14155550110', message: 'Hello' });

  expect(harness.call('GET /v1/phone-numbers').body).toEqual(before);
  expect(harness.call('GET /v1/phone-numbers/1001').status).toBe(404);
  expect(text).toMatchObject({ status: 403, error: { message: expect.stringContaining('caller_id') } });
});

test('a verified US local number can have a display name, which is approved a minute later', async () => {
  const harness = await openWithControl();
  const id = verify(harness, OWN_PHONE);

  const named = harness.call(`PATCH /v1/caller-ids/${id}`, { cnam_display_name: 'ACME' }).data;
  harness.pass(60);

  expect(named).toMatchObject({ cnam_display_name: 'ACME', cnam_status: 'PENDING' });
  expect(harness.call('GET /v1/caller-ids').body).toMatchObject({ data: [{ cnam_status: 'APPROVED' }] });
});

test('refuses a display name for any other caller ID', async () => {
  const harness = await openWithControl();
  const pending = start(harness, OWN_PHONE).data['caller_id_id'];
  const british = verify(harness, '+442079460012');

  const statuses = [pending, british].map(
    (id) => harness.call(`PATCH /v1/caller-ids/${id}`, { cnam_display_name: 'ACME' }).status,
  );

  expect(statuses).toEqual([409, 400]);
});

test('calls and number health do not treat an external number as a phone number', async () => {
  const harness = await openWithControl();
  verify(harness, OWN_PHONE);

  const { call_id } = harness.call('POST /v1/calls/dial', { from_number: OWN_PHONE, to_number: '+14155550110' }).data;
  const { data } = harness.call('GET /v1/number-health/numbers').body as { readonly data: readonly object[] };

  expect(harness.getCall(call_id)).toMatchObject({ from_number: OWN_PHONE, phone_number_id: null });
  expect(data).not.toContainEqual(expect.objectContaining({ phone_number: OWN_PHONE }));
});

test('reassigning or removing a number revokes the caller ID of its previous organization', async () => {
  const harness = await openWithControl();
  const { call, control } = harness;
  const [moved, removed] = [verify(harness, OWN_PHONE), verify(harness, '+16175550198')];

  control('POST', '/numbers', { e164: OWN_PHONE, organization: 'org_bravo' });
  control('DELETE', '/numbers/%2B16175550198');

  expect(call('GET /v1/caller-ids').body).toMatchObject({
    data: [removed, moved].map((caller_id_id) => ({ caller_id_id, status: 'REVOKED' })),
  });
  call(`DELETE /v1/caller-ids/${moved}`);
  expect(call('GET /v1/phone-numbers', undefined, BRAVO).body).toMatchObject({
    data: [{ id: 150 }, { phone_number: OWN_PHONE, agent_id: null }],
  });
});
