import { expect, test } from 'vitest';
import { scenarios } from '../../../../scenarios/index.ts';
import { codeOf } from '../../../support/code-of.ts';
import { openControl } from '../open-control.ts';

test('lists the scenarios with their summaries and settings', async () => {
  const { control } = await openControl({ scenarios: { throttling: { policy: 'mine' } } });

  const { scenarios: listed } = control('GET', '/scenarios').body as { readonly scenarios: readonly object[] };

  expect(listed).toHaveLength(scenarios.length);
  expect(listed).toContainEqual({
    name: 'throttling',
    summary: scenarios.find(({ name }) => name === 'throttling')?.summary,
    settings: {
      enabled: true,
      limit: 600,
      planLimits: { production: 600, demo: 120 },
      windowSeconds: 60,
      policy: 'mine',
    },
  });
});

test('shows the settings of a scenario with their schema', async () => {
  const { control } = await openControl();

  expect(control('GET', '/scenarios/idempotency/settings').body).toMatchObject({
    settings: { keepSeconds: 86_400 },
    schema: {
      properties: { keepSeconds: { type: 'integer', description: 'How long a success is kept, in seconds.' } },
    },
  });
});

test('changes the given settings at once, and keeps the others', async () => {
  const { control, send } = await openControl();
  control('PUT', '/scenarios/throttling/settings', { policy: 'mine' });

  const { body } = control('PUT', '/scenarios/throttling/settings', { planLimits: { production: 1 } });

  expect(body).toMatchObject({ settings: { policy: 'mine', planLimits: { production: 1 }, windowSeconds: 60 } });
  expect(send().headers['ratelimit-policy']).toBe('"mine";q=1;w=60');
  expect(send().status).toBe(429);
});

test('changes the settings of its own world only', async () => {
  const { control, send } = await openControl();

  control('PUT', '/scenarios/throttling/settings', { planLimits: { production: 0 } }, { world: 'other' });

  expect([send().status, send({}, 'other').status]).toEqual([200, 429]);
});

test.for([
  [{ nonsense: 1 }, 'nonsense is not a known property; allowed: enabled, limit, planLimits, windowSeconds, policy.'],
  [{ windowSeconds: 0, limit: 'many' }, 'limit must be integer, and is string; windowSeconds must be >= 1.'],
  [{ enabled: 'no' }, 'enabled must be boolean, and is string.'],
] as const)('refuses the settings %j, and reports all problems', async ([settings, problem]) => {
  const { control } = await openControl();
  const before = control('GET', '/scenarios').body;

  const reply = control('PUT', '/scenarios/throttling/settings', settings);

  expect([reply.status, codeOf(reply)]).toEqual([400, 'validation_error']);
  expect(reply.body).toMatchObject({ error: { message: problem } });
  expect(control('GET', '/scenarios').body).toEqual(before);
});

test.for(['GET', 'PUT'])('%s answers 404 for the settings of an unknown scenario', async (method) => {
  const { control } = await openControl();

  expect(control(method, '/scenarios/nothing/settings', method === 'PUT' ? {} : undefined)).toMatchObject({
    status: 404,
    body: {
      error: {
        message: 'Unknown scenario. Known: faults, rules, throttling, idempotency, ownership, token-lifecycle.',
      },
    },
  });
});
