import { expect, test } from 'vitest';
import { BRAVO } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { openWithControl } from '../open-with-control.ts';

const FRONT_DESK = '00000000-0000-8000-8000-00000a9e0001';

test('lists agents without their system prompts, and shows one agent with it', async () => {
  const { call } = await openRevDesk();

  const { body } = call('GET /v1/agents');

  expect(body).toMatchObject({
    data: [{ name: 'Front desk' }, { name: 'After hours', phone_number: null }],
    meta: { page_size: 50 },
  });
  expect(JSON.stringify(body)).not.toContain('system_prompt');
  expect(call(`GET /v1/agents/${FRONT_DESK}`).data).toMatchObject({
    system_prompt: 'Answer politely and offer an appointment.',
    phone_number: { id: 100, phone_number: '+14155550100', is_active: true },
  });
});

test('updates the fields sent, clears the fields set to null, and keeps the rest', async () => {
  const { call, pass } = await openRevDesk();
  pass(60);

  const { data } = call(`PATCH /v1/agents/${FRONT_DESK}`, { name: 'Desk', greeting: null });

  expect(data).toMatchObject({ name: 'Desk', greeting: null, enabled: true, updated_at: '2026-01-01T00:01:00.000Z' });
  expect(call(`GET /v1/agents/${FRONT_DESK}`).data).toEqual(data);
});

test('another organization cannot read or change an agent', async () => {
  const { call } = await openRevDesk();

  const statuses = ['GET /v1/agents/', 'PATCH /v1/agents/'].map((each) => call(each + FRONT_DESK, {}, BRAVO).status);

  expect(statuses).toEqual([404, 404]);
});

test('an agent loses its number when the number moves to another organization', async () => {
  const { call, control } = await openWithControl();
  control('POST', '/numbers', { e164: '+14155550100', organization: 'org_bravo' });

  expect(call(`GET /v1/agents/${FRONT_DESK}`).data['phone_number']).toBeNull();
});

test("an umbrella's agent that answers a sub-entity's number shows that number", async () => {
  const { call } = await openRevDesk();
  const agent_id = '00000000-0000-8000-8000-00000a9e0002';

  call('PATCH /v1/phone-numbers/160', { agent_id });

  expect(call(`GET /v1/agents/${agent_id}`).data).toMatchObject({ phone_number: { id: 160 } });
});
