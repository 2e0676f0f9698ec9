import { expect, test } from 'vitest';
import { controlOn } from '../../mock/control/open-control.ts';
import { NORTH } from '../../support/a-request.ts';
import { aDraft, approveMonitoring, submitEnterprise } from '../../support/an-enterprise.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const REPUTATION = '/v1/caller-trust/reputation';

test('monitoring is enabled for an enterprise, approved a minute later, changed and disabled', async () => {
  const bench = await openRevDesk();
  const { call, pass } = bench;
  const enterprise_id = submitEnterprise(bench);
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

test('monitoring that awaits approval is neither changed, disabled nor enabled again', async () => {
  const bench = await openRevDesk();
  submitEnterprise(bench);
  bench.call(`POST ${REPUTATION}`, {});

  const answers = [
    bench.call(`PATCH ${REPUTATION}`, { check_frequency: 'never' }),
    bench.call(`DELETE ${REPUTATION}`),
    bench.call(`POST ${REPUTATION}`, {}),
  ];

  expect(answers.map(({ status }) => status)).toEqual([409, 409, 409]);
});

test('there is no monitoring without an enterprise, nor with a letter that nobody uploaded', async () => {
  const { call } = await openRevDesk();

  expect(call(`POST ${REPUTATION}`, {})).toMatchObject({ status: 409, error: { code: 'conflict' } });
  expect(call(`DELETE ${REPUTATION}`)).toMatchObject({ status: 404, error: { code: 'not_found' } });
  call('POST /v1/caller-trust/enterprise', aDraft());
  expect(call(`POST ${REPUTATION}`, { loa_document_id: 'doc_none' })).toMatchObject({
    status: 404,
    error: { code: 'not_found' },
  });
});

test('a letter that is named for the monitoring is on file for the enterprise, which can be submitted with it', async () => {
  const { call } = await openRevDesk();
  call('POST /v1/caller-trust/enterprise', aDraft());
  const upload = { file_base64: Buffer.from('%PDF-1.4').toString('base64'), filename: 'loa.pdf' };
  const { document_id } = call('POST /v1/caller-trust/documents', upload).data;

  call(`POST ${REPUTATION}`, { loa_document_id: document_id });

  expect(call('GET /v1/caller-trust/enterprise').data['loa_document_id']).toBe(document_id);
  expect(call('POST /v1/caller-trust/enterprise/submit').status).toBe(200);
});

test('rejected monitoring says why, and can be enabled again', async () => {
  const bench = await openRevDesk();
  const id = submitEnterprise(bench);
  bench.call(`POST ${REPUTATION}`, {});

  controlOn(bench.sandbox).control('POST', `/reputation/${id}/reject`, { reasons: ['No letter.'] });

  expect(bench.call(`GET ${REPUTATION}`).data).toMatchObject({ status: 'REJECTED', rejection_reasons: ['No letter.'] });
  expect(bench.call(`POST ${REPUTATION}`, {}).data).toMatchObject({ status: 'PENDING', rejection_reasons: [] });
});

test("a sub-entity reads its umbrella's monitoring, and may not change it", async () => {
  const bench = await openRevDesk();
  approveMonitoring(bench);

  const read = bench.call(`GET ${REPUTATION}`, undefined, NORTH);
  const changes = [
    bench.call(`POST ${REPUTATION}`, {}, NORTH),
    bench.call(`PATCH ${REPUTATION}`, { check_frequency: 'never' }, NORTH),
    bench.call(`DELETE ${REPUTATION}`, undefined, NORTH),
  ];

  expect(read.data['status']).toBe('APPROVED');
  expect(changes.map(({ status }) => status)).toEqual([403, 403, 403]);
});
