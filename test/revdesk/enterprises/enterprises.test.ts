import { expect, test } from 'vitest';
import { controlOn } from '../../mock/control/open-control.ts';
import { BRAVO, NORTH, PRODUCTION } from '../../support/a-request.ts';
import { aDraft, aSignature, SIGN_AND_SUBMIT, submitEnterprise } from '../../support/an-enterprise.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const OWN = '/v1/caller-trust/enterprise';

test('an enterprise is drafted, changed, signed for and submitted, and approved a minute later', async () => {
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
  const bench = await openRevDesk();
  const id = submitEnterprise(bench, 'Reject LLC');
  bench.pass(60);
  const rejected = bench.call(`GET ${OWN}`).data;

  const again = bench.call(`POST ${OWN}`, aDraft()).data;
  const submitted = bench.call(`POST ${OWN}/submit`).data;
  bench.pass(60);

  expect(rejected).toMatchObject({ status: 'REJECTED', rejection_reasons: [expect.any(String)] });
  expect([again['status'], submitted['status']]).toEqual(['DRAFT', 'SUBMITTED']);
  expect(bench.call(`GET ${OWN}/${id}`).data).toMatchObject({ status: 'APPROVED', rejection_reasons: [] });
});

test('what the carrier has is not changed, and says which status it is in', async () => {
  const bench = await openRevDesk();
  const id = submitEnterprise(bench);

  const answers = [
    bench.call(`POST ${OWN}`, aDraft()),
    bench.call(`PATCH ${OWN}/${id}`, { dba: 'Other' }),
    bench.call(`POST ${OWN}/submit`),
  ];

  expect(answers.map(({ status, error }) => [status, error['code']])).toEqual(
    Array.from({ length: 3 }, () => [409, 'conflict']),
  );
  expect(answers[1]?.error['message']).toBe('The enterprise is SUBMITTED; this takes one that is DRAFT.');
});

test('without a letter on file there is nothing to submit, and none to replace', async () => {
  const { call } = await openRevDesk();
  call(`POST ${OWN}`, aDraft());

  expect(call(`POST ${OWN}/submit`)).toMatchObject({ status: 409, error: { code: 'conflict' } });
  expect(call(`POST ${OWN}/resign`, aSignature())).toMatchObject({ status: 409, error: { code: 'conflict' } });
});

test('a letter is signed anew for an enterprise that the carrier knows, and can be looked up', async () => {
  const bench = await openRevDesk();
  submitEnterprise(bench);
  const before = bench.call(`GET ${OWN}`).data['loa_document_id'];

  const after = bench.call(`POST ${OWN}/resign`, aSignature()).data;

  expect(after['loa_document_id']).not.toBe(before);
  expect(bench.call(`GET /v1/caller-trust/documents/${after['loa_document_id']}`).data['status']).toBe('linked');
});

test('nobody can have agreed tomorrow, give or take what clocks differ by', async () => {
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

test('a deleted enterprise is gone, and its monitoring with it', async () => {
  const bench = await openRevDesk();
  const id = submitEnterprise(bench);
  bench.call('POST /v1/caller-trust/reputation', {});

  expect(bench.call(`DELETE ${OWN}`).data).toEqual({ id, deleted: true });

  expect(bench.call(`GET ${OWN}`).body).toEqual({ data: null });
  expect(bench.call(`GET ${OWN}/${id}`).status).toBe(404);
  expect(bench.call('GET /v1/caller-trust/reputation').body).toEqual({ data: null });
});

test("a sub-entity reads its umbrella's enterprise, and may not change it; others see nothing of it", async () => {
  const bench = await openRevDesk();
  const id = submitEnterprise(bench);
  const { call } = bench;

  expect(call(`GET ${OWN}`, undefined, NORTH).data).toMatchObject({ id, read_only: true });
  const changes = [call(`POST ${OWN}`, aDraft(), NORTH), call(`DELETE ${OWN}/${id}`, undefined, NORTH)];
  expect(changes.map(({ status, error }) => [status, error['code']])).toEqual([
    [403, 'forbidden'],
    [403, 'forbidden'],
  ]);
  expect(call(`GET ${OWN}`, undefined, BRAVO).body).toEqual({ data: null });
  expect(call(`DELETE ${OWN}/${id}`, undefined, BRAVO).status).toBe(404);
});

test("a sub-entity's own enterprise is not its umbrella's own, which reaches it by its id", async () => {
  const bench = await openRevDesk();
  const id = submitEnterprise(bench, 'Acme North LLC', NORTH);

  expect(bench.call(`GET ${OWN}`, undefined, PRODUCTION).body).toEqual({ data: null });
  expect(bench.call(`GET ${OWN}/${id}`, undefined, PRODUCTION).data).toMatchObject({ id, read_only: false });
});

test('the tester gives the word in place of the carrier, once', async () => {
  const bench = await openRevDesk();
  const { control } = controlOn(bench.sandbox);
  const id = submitEnterprise(bench, 'Undecided LLC');
  bench.pass(3600);
  expect(bench.call(`GET ${OWN}`).data['status']).toBe('SUBMITTED');

  const rejected = control('POST', `/enterprises/${id}/reject`, { reasons: ['No such street.'] });
  const approved = control('POST', `/enterprises/${id}/approve`);

  expect(rejected.body).toEqual({ id, status: 'REJECTED', rejection_reasons: ['No such street.'] });
  expect([approved.status, control('POST', '/enterprises/ent_none/approve').status]).toEqual([409, 404]);
});

test("the tester's word stands: the carrier's does not come on top", async () => {
  const bench = await openRevDesk();
  const id = submitEnterprise(bench);

  controlOn(bench.sandbox).control('POST', `/enterprises/${id}/reject`, { reasons: ['No such street.'] });
  bench.pass(60);

  expect(bench.call(`GET ${OWN}`).data['status']).toBe('REJECTED');
});
