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
  const harness = await openRevDesk();
  submitEnterprise(harness);
  expect(harness.call(`GET ${BRAND}`).body).toEqual({ data: null });

  const saved = harness.call(`PUT ${BRAND}`, aBrand()).data;
  const submitted = harness.call(`POST ${BRAND}/submit`).data;
  harness.pass(60);

  expect([saved['status'], submitted['status'], submitted['telnyx_status']]).toEqual(['DRAFT', 'SUBMITTED', 'pending']);
  expect(harness.call(`GET ${BRAND}`).data).toMatchObject({
    id: saved['id'],
    status: 'APPROVED',
    telnyx_status: 'approved',
    authorizer_email_verified: true,
    submitted_at: '2026-01-01T00:00:00.000Z',
    approved_at: '2026-01-01T00:01:00.000Z',
  });
});

test('a rejected brand can be saved and submitted again', async () => {
  const harness = await openRevDesk();
  submitEnterprise(harness);
  harness.call(`PUT ${BRAND}`, aBrand('Reject Dental'));
  harness.call(`POST ${BRAND}/submit`);
  harness.pass(60);

  expect(harness.call(`GET ${BRAND}`).data).toMatchObject({ status: 'REJECTED', telnyx_status: 'rejected' });
  expect(harness.call(`POST ${BRAND}/submit`).status).toBe(409);
  harness.call(`PUT ${BRAND}`, aBrand());
  expect(harness.call(`POST ${BRAND}/submit`).data['status']).toBe('SUBMITTED');
});

test('refuses to submit a brand that is not saved or has no enterprise, and to change a submitted brand', async () => {
  const harness = await openRevDesk();
  const { call } = harness;

  expect(call(`POST ${BRAND}/submit`).status).toBe(404);
  call(`PUT ${BRAND}`, aBrand());
  expect(call(`POST ${BRAND}/submit`)).toMatchObject({ status: 409, error: { code: 'conflict' } });
  submitEnterprise(harness);
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

test('the tester can approve a brand immediately', async () => {
  const harness = await openRevDesk();
  submitEnterprise(harness);
  const { id } = harness.call(`PUT ${BRAND}`, aBrand()).data;
  harness.call(`POST ${BRAND}/submit`);

  controlOn(harness.sandbox).control('POST', `/brands/${id}/approve`);

  expect(harness.call(`GET ${BRAND}`).data['status']).toBe('APPROVED');
});
