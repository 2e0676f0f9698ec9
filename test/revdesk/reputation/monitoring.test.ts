import { expect, test } from 'vitest';
import { controlOn } from '../../mock/control/open-control.ts';
import { NORTH } from '../../support/a-request.ts';
import { aDraft, approveMonitoring, submitEnterprise } from '../../support/an-enterprise.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const REPUTATION = '/v1/caller-trust/reputation';

test('monitoring is enabled for an enterprise, approved a minute later, changed and disabled', async () => {
  const harness = await openRevDesk();
  const { call, pass } = harness;
  const enterprise_id = submitEnterprise(harness);
  expect(call(`GET ${REPUTATION}`).body).toEqual({ data: null });

  expect(call(`POST ${REPUTATION}`, {}).data).toMatchObject({
    enterprise_id,
    status: 'PENDING',
    check_frequency: 'weekly',
  });
  pass(60);
  expect(call(`GET ${REPUTATION}`).data).toMatchObject({
    status: 'APPROVED',
    last_synced_at: '2026-01-01T00:01:00.000Z',
  });
  expect(call(`PATCH ${REPUTATION}`, { check_frequency: 'monthly' }).data['check_frequency']).toBe('monthly');
  expect(call(`DELETE ${REPUTATION}`).data).toEqual({ enterprise_id, disabled: true });
  expect(call(`GET ${REPUTATION}`).body).toEqual({ data: null });
});

test('refuses to change, disable or enable monitoring that awaits approval', async () => {
  const harness = await openRevDesk();
  submitEnterprise(harness);
  harness.call(`POST ${REPUTATION}`, {});

  const replies = [
    harness.call(`PATCH ${REPUTATION}`, { check_frequency: 'never' }),
    harness.call(`DELETE ${REPUTATION}`),
    harness.call(`POST ${REPUTATION}`, {}),
  ];

  expect(replies.map(({ status }) => status)).toEqual([409, 409, 409]);
});

test('refuses monitoring without an enterprise, and with an unknown letter', async () => {
  const { call } = await openRevDesk();

  expect(call(`POST ${REPUTATION}`, {})).toMatchObject({ status: 409, error: { code: 'conflict' } });
  expect(call(`DELETE ${REPUTATION}`)).toMatchObject({ status: 404, error: { code: 'not_found' } });
  call('POST /v1/caller-trust/enterprise', aDraft());
  expect(call(`POST ${REPUTATION}`, { loa_document_id: 'doc_none' })).toMatchObject({
    status: 404,
    error: { code: 'not_found' },
  });
});

test('a letter given for monitoring is on file for the enterprise, which can be submitted with it', async () => {
  const { call } = await openRevDesk();
  call('POST /v1/caller-trust/enterprise', aDraft());
  const upload = { file_base64: Buffer.from('%PDF-1.4').toString('base64'), filename: 'loa.pdf' };
  const { document_id } = call('POST /v1/caller-trust/documents', upload).data;

  call(`POST ${REPUTATION}`, { loa_document_id: document_id });

  expect(call('GET /v1/caller-trust/enterprise').data['loa_document_id']).toBe(document_id);
  expect(call('POST /v1/caller-trust/enterprise/submit').status).toBe(200);
});

test('rejected monitoring shows the reasons, and can be enabled again', async () => {
  const harness = await openRevDesk();
  const id = submitEnterprise(harness);
  harness.call(`POST ${REPUTATION}`, {});

  controlOn(harness.sandbox).control('POST', `/reputation/${id}/reject`, { reasons: ['No letter.'] });

  expect(harness.call(`GET ${REPUTATION}`).data).toMatchObject({
    status: 'REJECTED',
    rejection_reasons: ['No letter.'],
  });
  expect(harness.call(`POST ${REPUTATION}`, {}).data).toMatchObject({ status: 'PENDING', rejection_reasons: [] });
});

test("a sub-entity can read but not change its umbrella's monitoring", async () => {
  const harness = await openRevDesk();
  approveMonitoring(harness);

  const read = harness.call(`GET ${REPUTATION}`, undefined, NORTH);
  const changes = [
    harness.call(`POST ${REPUTATION}`, {}, NORTH),
    harness.call(`PATCH ${REPUTATION}`, { check_frequency: 'never' }, NORTH),
    harness.call(`DELETE ${REPUTATION}`, undefined, NORTH),
  ];

  expect(read.data['status']).toBe('APPROVED');
  expect(changes.map(({ status }) => status)).toEqual([403, 403, 403]);
});
