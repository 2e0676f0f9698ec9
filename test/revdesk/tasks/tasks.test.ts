import { expect, test } from 'vitest';
import { BRAVO, NORTH } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { openWithControl } from '../open-with-control.ts';
import { emittedEvents, subscribe } from '../subscribe.ts';

const REBOOK = { type: 'rebook', objective: 'Book a check-up.' };

test('a new task is open, and its first touch follows after a minute', async () => {
  const { call, pass } = await openRevDesk();
  const { id, status } = call('POST /v1/tasks', { ...REBOOK, guardrails: { channels: ['sms'] } }).data;

  pass(61);

  expect(status).toBe('OPEN');
  expect(call(`GET /v1/tasks/${id}`).data['events']).toMatchObject([
    { seq: 1, row_type: 'created' },
    { seq: 2, row_type: 'touch', channel: 'sms', occurred_at: '2026-01-01T00:01:00.000Z' },
  ]);
});

test('an outcome achieves a task and is billable', async () => {
  const { call, control } = await openWithControl();
  const { id } = call('POST /v1/tasks', REBOOK).data;

  control('POST', `/tasks/${id}/outcome`, { kind: 'appointment_booked', value: 120 });

  expect(call(`GET /v1/tasks/${id}`).data).toMatchObject({
    status: 'ACHIEVED',
    closed_at: '2026-01-01T00:00:00.000Z',
    outcomes: [{ kind: 'appointment_booked', value: 120, billable: true, billed_at: null }],
  });
  expect(control('POST', `/tasks/${id}/progress`, { body: 'Called.' }).status).toBe(409);
});

test('an outcome of a kind that the success criteria do not name is not billed, and leaves the task open', async () => {
  const { call, control } = await openWithControl();
  const { id } = call('POST /v1/tasks', { ...REBOOK, success_criteria: { outcome_kinds: ['booked'] } }).data;

  control('POST', `/tasks/${id}/outcome`, { kind: 'replied' });

  expect(call(`GET /v1/tasks/${id}`).data).toMatchObject({ status: 'OPEN', outcomes: [{ billable: false }] });
});

test('a task expires at its deadline, unless it is closed before', async () => {
  const { call, control, pass } = await openWithControl();
  const deadline = '2026-01-01T01:00:00+00:00';
  const { id } = call('POST /v1/tasks', { ...REBOOK, deadline }).data;
  const abandoned = call('POST /v1/tasks', { ...REBOOK, deadline }).data['id'];
  control('POST', `/tasks/${abandoned}/abandon`);

  pass(3600);

  expect(call('GET /v1/tasks?status=EXPIRED').data).toMatchObject([{ id, closed_at: '2026-01-01T01:00:00.000Z' }]);
  expect(call('GET /v1/tasks?status=ABANDONED').data).toMatchObject([{ id: abandoned }]);
});

test('tasks are the same under their old name, newest first', async () => {
  const { call } = await openRevDesk();
  const first = call('POST /v1/jobs', REBOOK).data['id'];
  const second = call('POST /v1/tasks', REBOOK).data['id'];

  expect(call('GET /v1/jobs').data).toMatchObject([{ id: second }, { id: first }]);
  expect(call(`GET /v1/jobs/${second}`).body).toEqual(call(`GET /v1/tasks/${second}`).body);
});

test('a task must refer to an existing contact', async () => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/contacts', { phone_number: '+14155550110' }).data;

  expect(call('POST /v1/tasks', { ...REBOOK, contact_id: id }).data).toMatchObject({ contact_id: id });
  expect(call('POST /v1/tasks', { ...REBOOK, contact_id: id }, BRAVO).status).toBe(404);
});

test.for(['soon', '2025-12-31', 7, '2026-99-99'])(
  'refuses the deadline %j, which is not in the future',
  async (deadline) => {
    const { call } = await openRevDesk();

    const { status, error } = call('POST /v1/tasks', { ...REBOOK, deadline });

    expect([status, error['code']]).toEqual([400, 'validation_error']);
  },
);

test('a task is accessible to its organization and its umbrella', async () => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/tasks', REBOOK, NORTH).data;

  expect([NORTH, undefined, BRAVO].map((key) => call(`GET /v1/tasks/${id}`, undefined, key).status)).toEqual([
    200, 200, 404,
  ]);
});

test('a task emits events from start to completion', async () => {
  const harness = await openWithControl();
  subscribe(harness, 'job_started', 'job_progressed', 'job_outcome_recorded', 'job_completed');
  const { id } = harness.call('POST /v1/tasks', REBOOK).data;
  harness.pass(60);

  harness.control('POST', `/tasks/${id}/progress`, { body: 'Texted.', channel: 'sms' });
  harness.control('POST', `/tasks/${id}/outcome`, { kind: 'booked' });

  expect(emittedEvents(harness).map(([type]) => type)).toEqual([
    'job_started',
    'job_progressed',
    'job_progressed',
    'job_outcome_recorded',
    'job_completed',
  ]);
});
