import { expect, test } from 'vitest';
import { BRAVO } from '../../support/a-request.ts';
import { bodyOf, openWithControl } from '../open-with-control.ts';
import { emittedEvents, subscribe } from '../subscribe.ts';

test('lists appointments newest first, up to the limit', async () => {
  const { call, control } = await openWithControl();
  const booked = control('POST', '/appointments', { title: 'Whitening', start_time: '2026-03-01T10:00:00Z' });

  const { body, data } = call('GET /v1/appointments?limit=2');

  expect(data).toMatchObject([{ id: bodyOf(booked)['id'], end_time: '2026-03-01T10:30:00.000Z' }, { id: 'apt_2' }]);
  expect(body).toHaveProperty('meta', { total_results: 3, page_size: 2 });
});

test('books an appointment for the named organization', async () => {
  const { call, control } = await openWithControl();

  control('POST', '/appointments', { organization: 'org_bravo' });

  expect(call('GET /v1/appointments', undefined, BRAVO).data).toMatchObject([{ status: 'confirmed' }]);
  expect(control('POST', '/appointments', { organization: 'org_unknown' }).status).toBe(404);
});

test('refuses an appointment that does not end after it starts', async () => {
  const { control } = await openWithControl();

  expect(control('POST', '/appointments', { end_time: '2026-01-01T00:00:00Z' }).status).toBe(400);
});

test('sends a new appointment to its subscribers', async () => {
  const harness = await openWithControl();
  subscribe(harness, 'new_appointment');

  const { id } = bodyOf(harness.control('POST', '/appointments'));

  expect(emittedEvents(harness)).toMatchObject([['new_appointment', { id }]]);
});
