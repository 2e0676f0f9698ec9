import { expect, test } from 'vitest';
import { submitEnterprise } from '../../support/an-enterprise.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { emittedEvents, subscribe } from '../subscribe.ts';

test.each([
  ['Acme Dental LLC', 'registration_confirmed', 'APPROVED'],
  ['Reject LLC', 'registration_failed', 'REJECTED'],
] as const)('subscribers receive the submission of %s and its outcome', async (legal_name, verdict, status) => {
  const harness = await openRevDesk();
  subscribe(harness, 'registration_submitted', 'registration_confirmed', 'registration_failed');

  const id = submitEnterprise(harness, legal_name);
  harness.pass(60);
  harness.call('GET /v1/caller-trust/enterprise');

  expect(emittedEvents(harness)).toMatchObject([
    ['registration_submitted', { id, legal_name, status: 'SUBMITTED' }],
    [verdict, { id, legal_name, status }],
  ]);
});
