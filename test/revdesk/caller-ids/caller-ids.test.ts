import { expect, test } from 'vitest';
import { BRAVO, issueBody, PRODUCTION } from '../../support/a-request.ts';
import type { Called } from '../../support/open-revdesk.ts';
import { openWithControl } from '../open-with-control.ts';

type Bench = Awaited<ReturnType<typeof openWithControl>>;

const OWN_PHONE = '+16175550199';

const start = ({ call }: Bench, phone_number: string, key = PRODUCTION): Called =>
  call('POST /v1/caller-ids', { phone_number }, key);

const codeOf = ({ control }: Bench, id: unknown): string => {
  const { caller_ids } = control('GET', '/caller-ids').body as {
    readonly caller_ids: readonly { readonly caller_id_id: string; readonly verification_code: string }[];
  };
  return caller_ids.find(({ caller_id_id }) => caller_id_id === id)?.verification_code ?? '';
};

const handIn = ({ call }: Bench, id: unknown, verification_code: string, key = PRODUCTION): Called =>
  call(`POST /v1/caller-ids/${id}/verify`, { verification_code }, key);

const verified = (bench: Bench, number: string, key = PRODUCTION): unknown => {
  const id = start(bench, number, key).data['caller_id_id'];
  handIn(bench, id, codeOf(bench, id), key);
  return id;
};

const callFrom = ({ call }: Bench, number: string): number =>
  call('POST /v1/webrtc-token', issueBody('+14155550110', number)).status;

test('a number from elsewhere may be called from once its code is handed in, until it is revoked', async () => {
  const bench = await openWithControl();
  const { status, data } = start(bench, OWN_PHONE);
  const id = data['caller_id_id'];

  const before = callFrom(bench, OWN_PHONE);
  const right = handIn(bench, id, codeOf(bench, id));
  const during = callFrom(bench, OWN_PHONE);
  const revoked = bench.call(`DELETE /v1/caller-ids/${id}`);

  expect([status, right.data['verified']]).toEqual([201, true]);
  expect(revoked.data).toMatchObject({ caller_id_id: id, status: 'REVOKED', active: false });
  expect([before, during, callFrom(bench, OWN_PHONE)]).toEqual([403, 200, 403]);
});

test('the code is read out on the phone alone: the control API has it, and the API never', async () => {
  const bench = await openWithControl();
  const started = start(bench, OWN_PHONE);
  const code = codeOf(bench, started.data['caller_id_id']);

  expect(code).toMatch(/^\d{6}$/);
  expect(JSON.stringify([started.body, bench.call('GET /v1/caller-ids').body])).not.toContain(code);
});

test('a wrong code changes nothing', async () => {
  const bench = await openWithControl();
  const id = start(bench, OWN_PHONE).data['caller_id_id'];
  const wrong = codeOf(bench, id) === '000000' ? '111111' : '000000';

  const reply = handIn(bench, id, wrong);

  expect(reply).toMatchObject({ status: 400, error: { fields: { verification_code: expect.any(String) } } });
  expect(bench.call('GET /v1/caller-ids').body).toMatchObject({ data: [{ status: 'PENDING', active: false }] });
  expect(handIn(bench, id, codeOf(bench, id)).status).toBe(200);
});

test('a code is good for ten minutes; another call brings another one', async () => {
  const bench = await openWithControl();
  const id = start(bench, OWN_PHONE).data['caller_id_id'];
  const first = codeOf(bench, id);

  bench.pass(600);
  const late = handIn(bench, id, first);
  const again = start(bench, OWN_PHONE);

  expect(late).toMatchObject({ status: 409, error: { message: expect.stringContaining('expired') } });
  expect(again.data['caller_id_id']).toBe(id);
  expect(codeOf(bench, id)).not.toBe(first);
  expect(handIn(bench, id, codeOf(bench, id)).status).toBe(200);
});

test('what is verified or revoked is not verified again', async () => {
  const bench = await openWithControl();
  const id = verified(bench, OWN_PHONE);

  const twice = handIn(bench, id, codeOf(bench, id));
  bench.call(`DELETE /v1/caller-ids/${id}`);
  const revoked = handIn(bench, id, codeOf(bench, id));

  expect([twice, revoked]).toMatchObject([
    { status: 409, error: { message: expect.stringContaining('VERIFIED') } },
    { status: 409, error: { message: expect.stringContaining('REVOKED') } },
  ]);
});

test('a revoked caller ID stays in the list, and its number may be verified anew', async () => {
  const bench = await openWithControl();
  const first = verified(bench, OWN_PHONE);
  bench.call(`DELETE /v1/caller-ids/${first}`);

  const second = verified(bench, OWN_PHONE, BRAVO);

  expect(bench.call('GET /v1/caller-ids').body).toMatchObject({
    data: [{ caller_id_id: first, status: 'REVOKED' }],
    meta: { total_results: 1 },
  });
  expect(bench.call('GET /v1/caller-ids', undefined, BRAVO).body).toMatchObject({
    data: [{ caller_id_id: second, status: 'VERIFIED', certification_method: 'call' }],
  });
});

test.for([
  ['that another organization owns', '+14155550150', 'another organization'],
  ['that is verified already', '+14155550100', 'already'],
] as const)('a number %s is not verified', async ([, number, reason]) => {
  const bench = await openWithControl();

  expect(start(bench, number)).toMatchObject({
    status: 409,
    error: { message: expect.stringContaining(reason) },
  });
});

test('of two organizations that have a number called, the first to hand in its code gets it', async () => {
  const bench = await openWithControl();
  const slow = start(bench, OWN_PHONE).data['caller_id_id'];

  verified(bench, OWN_PHONE, BRAVO);

  expect(handIn(bench, slow, codeOf(bench, slow)).status).toBe(409);
});

test('an emergency number is not called for a code', async () => {
  const bench = await openWithControl();

  expect(start(bench, '+1911')).toMatchObject({ status: 403, error: { code: 'emergency_destination' } });
});

test('an organization’s own number is verified, and no longer when its caller ID is revoked', async () => {
  const bench = await openWithControl();
  const id = verified(bench, '+14155550103');

  const during = callFrom(bench, '+14155550103');
  bench.call(`DELETE /v1/caller-ids/${id}`);

  expect([during, callFrom(bench, '+14155550103')]).toEqual([200, 403]);
  expect(bench.call('GET /v1/phone-numbers/103').status).toBe(200);
});

test('a caller ID goes with the number that it is for', async () => {
  const bench = await openWithControl();
  verified(bench, '+14155550103');

  bench.call('DELETE /v1/phone-numbers/103');

  expect(bench.call('GET /v1/caller-ids').body).toMatchObject({ data: [{ status: 'REVOKED' }] });
});

test('a verified number is for calls alone: it is none of the phone numbers, and nobody texts from it', async () => {
  const bench = await openWithControl();
  const before = bench.call('GET /v1/phone-numbers').body;
  verified(bench, OWN_PHONE);

  const text = bench.call('POST /v1/sms/send', { from: OWN_PHONE, to: '+14155550110', message: 'Hello' });

  expect(bench.call('GET /v1/phone-numbers').body).toEqual(before);
  expect(bench.call('GET /v1/phone-numbers/1001').status).toBe(404);
  expect(text).toMatchObject({ status: 403, error: { message: expect.stringContaining('caller_id') } });
});

test('a verified US local number may have a display name, approved a minute later', async () => {
  const bench = await openWithControl();
  const id = verified(bench, OWN_PHONE);

  const named = bench.call(`PATCH /v1/caller-ids/${id}`, { cnam_display_name: 'ACME' }).data;
  bench.pass(60);

  expect(named).toMatchObject({ cnam_display_name: 'ACME', cnam_status: 'PENDING' });
  expect(bench.call('GET /v1/caller-ids').body).toMatchObject({ data: [{ cnam_status: 'APPROVED' }] });
});

test('no other caller ID may have a display name', async () => {
  const bench = await openWithControl();
  const pending = start(bench, OWN_PHONE).data['caller_id_id'];
  const british = verified(bench, '+442079460012');

  const statuses = [pending, british].map(
    (id) => bench.call(`PATCH /v1/caller-ids/${id}`, { cnam_display_name: 'ACME' }).status,
  );

  expect(statuses).toEqual([409, 400]);
});

test('a number from elsewhere is no phone number, for calls and number health as for the list', async () => {
  const bench = await openWithControl();
  verified(bench, OWN_PHONE);

  const { call_id } = bench.call('POST /v1/calls/dial', { from_number: OWN_PHONE, to_number: '+14155550110' }).data;
  const { data } = bench.call('GET /v1/number-health/numbers').body as { readonly data: readonly object[] };

  expect(bench.shown(call_id)).toMatchObject({ from_number: OWN_PHONE, phone_number_id: null });
  expect(data).not.toContainEqual(expect.objectContaining({ phone_number: OWN_PHONE }));
});

test('a number that the tester gives to another organization, or to nobody, is no caller ID of the first any more', async () => {
  const bench = await openWithControl();
  const { call, control } = bench;
  const [moved, taken] = [verified(bench, OWN_PHONE), verified(bench, '+16175550198')];

  control('POST', '/numbers', { e164: OWN_PHONE, organization: 'org_bravo' });
  control('DELETE', '/numbers/%2B16175550198');

  expect(call('GET /v1/caller-ids').body).toMatchObject({
    data: [taken, moved].map((caller_id_id) => ({ caller_id_id, status: 'REVOKED' })),
  });
  call(`DELETE /v1/caller-ids/${moved}`);
  expect(call('GET /v1/phone-numbers', undefined, BRAVO).body).toMatchObject({
    data: [{ id: 150 }, { phone_number: OWN_PHONE, agent_id: null }],
  });
});
