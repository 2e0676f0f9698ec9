import type { ControlClient } from '../../index.ts';
import { DEMO, ISSUE, READ_ONLY } from '../support/a-request.ts';
import type { Case, Issue } from './case.ts';
import { bearer, bodyOf, KEYED } from './case.ts';

export const forbidden: readonly Case[] = [
  {
    name: 'a caller ID of another organization',
    request: { body: bodyOf('+14155550110', '+14155550150') },
    status: 403,
    code: 'forbidden',
  },
  {
    name: 'an unowned caller ID',
    request: { body: bodyOf('+14155550110', '+14155550199') },
    status: 403,
    code: 'forbidden',
  },
  {
    name: 'a caller ID that is not active',
    request: { body: bodyOf('+14155550110', '+14155550102') },
    status: 403,
    code: 'caller_id_not_verified',
  },
  {
    name: 'a caller ID that is not verified',
    request: { body: bodyOf('+14155550110', '+14155550103') },
    status: 403,
    code: 'caller_id_not_verified',
  },
  {
    name: 'a key without the scope',
    request: { authorization: bearer(READ_ONLY) },
    status: 403,
    code: 'insufficient_scope',
  },
  {
    name: 'a destination that a demo key may not call',
    request: { authorization: bearer(DEMO), body: bodyOf('+14155550120') },
    status: 403,
    code: 'destination_not_allowed',
  },
  { name: 'an emergency number', request: { body: bodyOf('+1911') }, status: 403, code: 'emergency_destination' },
  {
    name: 'a destination that the account does not allow',
    request: { body: bodyOf('+14155550121') },
    status: 403,
    code: 'destination_not_allowed',
  },
  {
    name: 'a daily spend that is reached',
    setup: async ({ gateway, clock }, issue) => {
      const token = await issue();
      await gateway.connect(token);
      await gateway.dial(token);
      await clock.advance(90);
      await gateway.hangup(token);
    },
    status: 403,
    code: 'spend_limit_reached',
  },
];

export const conflicts: readonly Case[] = [
  {
    name: 'an idempotency key used for another request',
    setup: (_control, issue) => issue(KEYED),
    request: { ...KEYED, body: bodyOf('+14155550111') },
    status: 409,
    code: 'idempotency_conflict',
  },
  {
    name: 'an idempotency key whose first request is still being answered',
    setup: holdFirst,
    request: KEYED,
    status: 409,
    code: 'idempotency_in_progress',
  },
];

export const limits: readonly Case[] = [
  {
    name: 'a quota that is spent',
    setup: async ({ scenarios }, issue) => {
      await scenarios.set('throttling', { planLimits: { production: 1 } });
      await issue();
    },
    status: 429,
    code: 'rate_limited',
  },
  {
    name: 'as many concurrent calls as the account may have',
    setup: async ({ gateway }, issue) => gateway.connect(await issue()),
    status: 429,
    code: 'concurrency_limit',
  },
];

/** Sends a request whose reply is delayed, and waits until the request has arrived. */
async function holdFirst({ overrides, requests }: ControlClient, issue: Issue): Promise<void> {
  await overrides.add({ operation: ISSUE, delayMs: 3_600_000 });
  // It is answered or aborted when the sandbox stops; either is fine.
  issue(KEYED).catch(() => '');
  while ((await requests.list()).length === 0);
}
