import { expect, test } from 'vitest';
import type { Moment, Scenario } from '../../../mock/index.ts';
import { defineScenario, withHeaders } from '../../../mock/index.ts';
import { throttling } from '../../../scenarios/throttling.ts';
import type { TinyHarness } from './tiny-sandbox.ts';
import { tinySandbox } from './tiny-sandbox.ts';

/** Adds the caller's remaining budget before the request to the reply. */
const reporter = (at: Moment): Scenario =>
  defineScenario({
    name: 'reporter',
    summary: 'Reports the budget.',
    configSchema: {},
    at,
    around: ({ budget }, next) => {
      const headers = { 'x-remaining': String(budget()?.remaining) };
      return { reply: withHeaders(next(), headers) };
    },
  });

const withReporter = (at: Moment, settings: object = {}): TinyHarness =>
  tinySandbox({
    operation: { security: [{ bearer: [] }] },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    scenarios: [reporter(at), throttling],
    settings: { throttling: { limit: 5, ...settings } },
  });

test.for(['arrived', 'admitted', 'accepted'] as const)(
  'gives a scenario the remaining budget when the request has %s',
  (at) => {
    const { send } = withReporter(at);
    send({ key: 'k' });

    expect(send({ key: 'k' }).headers['x-remaining']).toBe('4');
    expect(send({ key: 'other' }).headers['x-remaining']).toBe('5');
  },
);

test('has no budget for an unidentified caller', () => {
  expect(withReporter('arrived').send({ key: null }).headers['x-remaining']).toBe('undefined');
});

test('has no budget if throttling is disabled', () => {
  expect(withReporter('arrived', { enabled: false }).send({ key: 'k' }).headers['x-remaining']).toBe('undefined');
});
