import { expect, test } from 'vitest';
import type { JsonObject } from '../../../mock/index.ts';
import { configure } from '../../../mock/index.ts';

const SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    limit: { type: 'integer', minimum: 1, default: 600 },
    window: {
      type: 'object',
      default: {},
      additionalProperties: false,
      properties: { seconds: { type: 'integer', default: 60 }, from: { type: 'string', format: 'date-time' } },
    },
  },
};

test('fills in nested defaults, and does not change the input', () => {
  const given = { limit: 1 };

  expect(configure(SCHEMA, given, 'settings')).toEqual({ config: { limit: 1, window: { seconds: 60 } } });
  expect(given).toEqual({ limit: 1 });
  expect(configure(SCHEMA, { window: {} }, 'settings')).toEqual({ config: { limit: 600, window: { seconds: 60 } } });
});

test('reports all problems, each with its place', () => {
  const given = { limits: 1, limit: 'many', window: { seconds: 0.5, from: 'noon' } };

  expect(configure(SCHEMA, given, 'sandbox.yaml#')).toEqual({
    problems: [
      ['/limits', 'limits is not a known property; allowed: limit, window'],
      ['/limit', 'limit must be integer, and is string'],
      ['/window/seconds', 'window.seconds must be integer, and is number'],
      ['/window/from', 'window.from must be a valid date-time'],
    ].map(([pointer, problem]) => ({
      place: `sandbox.yaml#${pointer}`,
      problem,
      remedy: 'Correct the setting, or omit it to use the default.',
    })),
  });
});

test('reports a problem of the settings as a whole', () => {
  expect(configure({ type: 'object', minProperties: 1 }, {}, 'settings')).toMatchObject({
    problems: [{ place: 'settings', problem: 'the settings must NOT have fewer than 1 properties' }],
  });
});
