import { expect, test } from 'vitest';
import { submitEnterprise } from '../../support/an-enterprise.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { subscribe, told } from '../subscribe.ts';

test.each([
  ['Acme Dental LLC', 'registration_confirmed', 'APPROVED'],
  ['Reject LLC', 'registration_failed', 'REJECTED'],
] as const)(
  'those who subscribed are told that %s was submitted, and what became of it',
  async (legal_name, verdict, status) => {
    const bench = await openRevDesk();
    subscribe(bench, 'registration_submitted', 'registration_confirmed', 'registration_failed');

    const id = submitEnterprise(bench, legal_name);
    bench.pass(60);
    bench.call('GET /v1/caller-trust/enterprise');

    expect(told(bench)).toMatchObject([
      ['registration_submitted', { id, legal_name, status: 'SUBMITTED' }],
      [verdict, { id, legal_name, status }],
    ]);
  },
);
