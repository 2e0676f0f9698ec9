import { expect, test } from 'vitest';
import { ACME } from '../../../revdesk/organizations/organization.ts';
import { submitEnterprise } from '../../support/an-enterprise.ts';
import type { RevDeskBench } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { START } from '../../support/open-sandbox.ts';

test.each([
  ['Acme Dental LLC', 'registration_confirmed'],
  ['Reject LLC', 'registration_failed'],
])('those who subscribed are told that %s was submitted, and what became of it', async (legalName, verdict) => {
  const bench = await openRevDesk();
  subscribe(bench, 'registration_submitted');
  subscribe(bench, verdict);

  const id = submitEnterprise(bench, legalName);
  bench.pass(60);
  bench.call('GET /v1/caller-trust/enterprise');

  const told = bench.records('outbox').map(({ body }) => body);
  expect(told).toMatchObject([
    { type: 'registration_submitted', created: '2026-01-01T00:00:00.000Z', data: { id, status: 'SUBMITTED' } },
    { type: verdict, created: '2026-01-01T00:01:00.000Z', data: { id, legal_name: legalName } },
  ]);
});

const subscribe = ({ sandbox }: RevDeskBench, event_type: string): void => {
  const record = {
    id: `whk_${event_type}`,
    organization: ACME,
    created_at: START,
    webhook_url: 'https://receiver.example/',
    event_type,
    secret: 'secret',
    active: true,
  };
  sandbox.worlds.open('default', START)?.apply([{ kind: 'put', collection: 'webhook_subscriptions', record }], START);
};
