import { expect, test } from 'vitest';
import { controlOn } from '../../mock/control/open-control.ts';
import { NORTH } from '../../support/a-request.ts';
import { submitEnterprise } from '../../support/an-enterprise.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const BRAND = '/v1/caller-trust/brand';

const aBrand = (display_name = 'Acme Dental') => ({
  display_name,
  call_reasons: ['Appointment reminders'],
  authorizer_name: 'Robin Sample',
  authorizer_email: 'robin@acme.example',
});

test('a brand is saved, submitted and approved', async () => {
  const bench = await openRevDesk();
  submitEnterprise(bench);
  expect(bench.call(`GET ${BRAND}`).body).toEqual({ data: null });

  const saved = bench.call(`PUT ${BRAND}`, aBrand()).data;
  const submitted = bench.call(`POST ${BRAND}/submit`).data;
  bench.pass(60);

  expect([saved['status'], submitted['status'], submitted['telnyx_status']]).toEqual(['DRAFT', 'SUBMITTED', 'pending']);
  expect(bench.call(`GET ${BRAND}`).data).toMatchObject({
    id: saved['id'],
    status: 'APPROVED',
    telnyx_status: 'approved',
    authorizer_email_verified: true,
    submitted_at: '2026-01-01T00:00:00.000Z',
    approved_at: '2026-01-01T00:01:00.000Z',
  });
});

test('a rejected brand is saved again, and submitted again', async () => {
  const bench = await openRevDesk();
  submitEnterprise(bench);
  bench.call(`PUT ${BRAND}`, aBrand('Reject Dental'));
  bench.call(`POST ${BRAND}/submit`);
  bench.pass(60);

  expect(bench.call(`GET ${BRAND}`).data).toMatchObject({ status: 'REJECTED', telnyx_status: 'rejected' });
  expect(bench.call(`POST ${BRAND}/submit`).status).toBe(409);
  bench.call(`PUT ${BRAND}`, aBrand());
  expect(bench.call(`POST ${BRAND}/submit`).data['status']).toBe('SUBMITTED');
});

test('a brand is not submitted before it is saved, nor without an enterprise, nor changed while it is vetted', async () => {
  const bench = await openRevDesk();
  const { call } = bench;

  expect(call(`POST ${BRAND}/submit`).status).toBe(404);
  call(`PUT ${BRAND}`, aBrand());
  expect(call(`POST ${BRAND}/submit`)).toMatchObject({ status: 409, error: { code: 'conflict' } });
  submitEnterprise(bench);
  expect(call(`POST ${BRAND}/submit`).status).toBe(200);
  expect(call(`PUT ${BRAND}`, aBrand('Other'))).toMatchObject({ status: 409, error: { code: 'conflict' } });
});

test("a sub-entity shows its umbrella's brand until it saves one of its own", async () => {
  const { call } = await openRevDesk();
  call(`PUT ${BRAND}`, aBrand());

  expect(call(`GET ${BRAND}`, undefined, NORTH).data['display_name']).toBe('Acme Dental');
  expect(call(`POST ${BRAND}/submit`, undefined, NORTH).status).toBe(403);
  call(`PUT ${BRAND}`, aBrand('Acme North'), NORTH);

  const names = [NORTH, undefined].map((key) => call(`GET ${BRAND}`, undefined, key).data['display_name']);
  expect(names).toEqual(['Acme North', 'Acme Dental']);
});

test('the tester decides on a brand at once', async () => {
  const bench = await openRevDesk();
  submitEnterprise(bench);
  const { id } = bench.call(`PUT ${BRAND}`, aBrand()).data;
  bench.call(`POST ${BRAND}/submit`);

  controlOn(bench.sandbox).control('POST', `/brands/${id}/approve`);

  expect(bench.call(`GET ${BRAND}`).data['status']).toBe('APPROVED');
});
