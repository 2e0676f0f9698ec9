import { expect, test } from 'vitest';
import type { Moment, Scenario } from '../../../index.ts';
import { defineScenario, withHeaders } from '../../../index.ts';
import { throttling } from '../../../scenarios/throttling.ts';
import type { TinyBench } from './tiny-sandbox.ts';
import { tinySandbox } from './tiny-sandbox.ts';

/** Says on the reply what it was told of the caller's budget before the request went on. */
const teller = (at: Moment): Scenario =>
  defineScenario({
    name: 'teller',
    summary: 'Tells.',
    configSchema: {},
    at,
    around: ({ budget }, next) => {
      const told = { 'x-told': String(budget()?.remaining) };
      return { reply: withHeaders(next(), told) };
    },
  });

const telling = (at: Moment, settings: object = {}): TinyBench =>
  tinySandbox({
    operation: { security: [{ bearer: [] }] },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    scenarios: [teller(at), throttling],
    settings: { throttling: { limit: 5, ...settings } },
  });

test.for(['arrived', 'admitted', 'accepted'] as const)(
  'tells a scenario what is left, once the request has %s',
  (at) => {
    const { send } = telling(at);
    send({ key: 'k' });

    expect(send({ key: 'k' }).headers['x-told']).toBe('4');
    expect(send({ key: 'other' }).headers['x-told']).toBe('5');
  },
);

test('has nothing to tell of a stranger', () => {
  expect(telling('arrived').send({ key: null }).headers['x-told']).toBe('undefined');
});

test('has nothing to tell where nobody counts', () => {
  expect(telling('arrived', { enabled: false }).send({ key: 'k' }).headers['x-told']).toBe('undefined');
});
