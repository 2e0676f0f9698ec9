import { expect, test } from 'vitest';
import { controlOn } from '../../mock/control/open-control.ts';
import { BRAVO, NORTH, PRODUCTION } from '../../support/a-request.ts';
import { aDraft, aSignature, SIGN_AND_SUBMIT, submitEnterprise } from '../../support/an-enterprise.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const OWN = '/v1/caller-trust/enterprise';

test('an enterprise is drafted, updated, signed and submitted, and approved a minute later', async () => {
  const { call, pass } = await openRevDesk();
  expect(call(`GET ${OWN}`).body).toEqual({ data: null });

  const { id } = call(`POST ${OWN}`, aDraft()).data;
  expect(call(`PATCH ${OWN}/${id}`, { dba: 'Acme Teeth' }).data).toMatchObject({ id, dba: 'Acme Teeth' });
  const submitted = call(SIGN_AND_SUBMIT, aSignature()).data;
  pass(60);

  expect(submitted).toMatchObject({ id, status: 'SUBMITTED', rejection_reasons: [], reputation: null });
  expect(call(`GET ${OWN}`).data).toMatchObject({ id, status: 'APPROVED', dba: 'Acme Teeth', read_only: false });
  expect(call(`GET ${OWN}/${id}`).data['carrier_enterprise_id']).toBe(submitted['carrier_enterprise_id']);
});

test('an enterprise with a magic name is rejected, and can be drafted and submitted again with its letter on file', async () => {
  const harness = await openRevDesk();
  const id = submitEnterprise(harness, 'Reject LLC');
  harness.pass(60);
  const rejected = harness.call(`GET ${OWN}`).data;

  const again = harness.call(`POST ${OWN}`, aDraft()).data;
  const submitted = harness.call(`POST ${OWN}/submit`).data;
  harness.pass(60);

  expect(rejected).toMatchObject({ status: 'REJECTED', rejection_reasons: [expect.any(String)] });
  expect([again['status'], submitted['status']]).toEqual(['DRAFT', 'SUBMITTED']);
  expect(harness.call(`GET ${OWN}/${id}`).data).toMatchObject({ status: 'APPROVED', rejection_reasons: [] });
});

test('refuses to change a submitted enterprise, and names its status', async () => {
  const harness = await openRevDesk();
  const id = submitEnterprise(harness);

  const replies = [
    harness.call(`POST ${OWN}`, aDraft()),
    harness.call(`PATCH ${OWN}/${id}`, { dba: 'Other' }),
    harness.call(`POST ${OWN}/submit`),
  ];

  expect(replies.map(({ status, error }) => [status, error['code']])).toEqual(
    Array.from({ length: 3 }, () => [409, 'conflict']),
  );
  expect(replies[1]?.error['message']).toBe('The enterprise is SUBMITTED; expected DRAFT.');
});

test('refuses to submit or sign again an enterprise without a letter on file', async () => {
  const { call } = await openRevDesk();
  call(`POST ${OWN}`, aDraft());

  expect(call(`POST ${OWN}/submit`)).toMatchObject({ status: 409, error: { code: 'conflict' } });
  expect(call(`POST ${OWN}/resign`, aSignature())).toMatchObject({ status: 409, error: { code: 'conflict' } });
});

test('a letter can be signed again for a submitted enterprise, and read as a document', async () => {
  const harness = await openRevDesk();
  submitEnterprise(harness);
  const before = harness.call(`GET ${OWN}`).data['loa_document_id'];

  const after = harness.call(`POST ${OWN}/resign`, aSignature()).data;

  expect(after['loa_document_id']).not.toBe(before);
  expect(harness.call(`GET /v1/caller-trust/documents/${after['loa_document_id']}`).data['status']).toBe('linked');
});

test('refuses a consent time in the future, beyond the tolerance for clock skew', async () => {
  const { call } = await openRevDesk();
  call(`POST ${OWN}`, aDraft());

  const tomorrow = call(SIGN_AND_SUBMIT, aSignature('2026-01-02T00:00:00Z'));
  const soon = call(SIGN_AND_SUBMIT, aSignature('2026-01-01T00:04:00Z'));

  expect([tomorrow.status, Object.keys(tomorrow.error['fields'] as object)]).toEqual([
    400,
    ['consent_acknowledged_at'],
  ]);
  expect(soon.status).toBe(200);
});

test('deleting an enterprise also deletes its monitoring', async () => {
  const harness = await openRevDesk();
  const id = submitEnterprise(harness);
  harness.call('POST /v1/caller-trust/reputation', {});

  expect(harness.call(`DELETE ${OWN}`).data).toEqual({ id, deleted: true });

  expect(harness.call(`GET ${OWN}`).body).toEqual({ data: null });
  expect(harness.call(`GET ${OWN}/${id}`).status).toBe(404);
  expect(harness.call('GET /v1/caller-trust/reputation').body).toEqual({ data: null });
});

test("a sub-entity can read but not change its umbrella's enterprise, and other organizations cannot see it", async () => {
  const harness = await openRevDesk();
  const id = submitEnterprise(harness);
  const { call } = harness;

  expect(call(`GET ${OWN}`, undefined, NORTH).data).toMatchObject({ id, read_only: true });
  const changes = [call(`POST ${OWN}`, aDraft(), NORTH), call(`DELETE ${OWN}/${id}`, undefined, NORTH)];
  expect(changes.map(({ status, error }) => [status, error['code']])).toEqual([
    [403, 'forbidden'],
    [403, 'forbidden'],
  ]);
  expect(call(`GET ${OWN}`, undefined, BRAVO).body).toEqual({ data: null });
  expect(call(`DELETE ${OWN}/${id}`, undefined, BRAVO).status).toBe(404);
});

test("an umbrella does not own its sub-entity's enterprise, but can read it by id", async () => {
  const harness = await openRevDesk();
  const id = submitEnterprise(harness, 'Acme North LLC', NORTH);

  expect(harness.call(`GET ${OWN}`, undefined, PRODUCTION).body).toEqual({ data: null });
  expect(harness.call(`GET ${OWN}/${id}`, undefined, PRODUCTION).data).toMatchObject({ id, read_only: false });
});

test('the tester decides in place of the carrier, once', async () => {
  const harness = await openRevDesk();
  const { control } = controlOn(harness.sandbox);
  const id = submitEnterprise(harness, 'Undecided LLC');
  harness.pass(3600);
  expect(harness.call(`GET ${OWN}`).data['status']).toBe('SUBMITTED');

  const rejected = control('POST', `/enterprises/${id}/reject`, { reasons: ['No such street.'] });
  const approved = control('POST', `/enterprises/${id}/approve`);

  expect(rejected.body).toEqual({ id, status: 'REJECTED', rejection_reasons: ['No such street.'] });
  expect([approved.status, control('POST', '/enterprises/ent_none/approve').status]).toEqual([409, 404]);
});

test("the carrier does not override the tester's decision", async () => {
  const harness = await openRevDesk();
  const id = submitEnterprise(harness);

  controlOn(harness.sandbox).control('POST', `/enterprises/${id}/reject`, { reasons: ['No such street.'] });
  harness.pass(60);

  expect(harness.call(`GET ${OWN}`).data['status']).toBe('REJECTED');
});
