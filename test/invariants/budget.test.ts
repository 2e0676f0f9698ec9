import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openControl } from '../mock/control/open-control.ts';
import { START } from '../support/open-sandbox.ts';
import type { CallerName, Command, RequestKind } from './budget-model.ts';
import { LIMITS } from './budget-model.ts';
import { BudgetPlayer } from './budget-player.ts';

const caller = fc.constantFrom<CallerName>('production', 'demo', 'bravo');

const request = fc.constantFrom<RequestKind>(
  'token',
  'token',
  'token',
  'nonsense',
  'prefer 429',
  'magic 429',
  'prefer 404',
);

const seconds = fc.oneof(
  fc.integer({ min: 0, max: 250 }).map((quarters) => quarters / 4),
  fc.constantFrom(59.999, 60),
);

const limit = fc.integer({ min: 0, max: 5 });

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('call'), caller, request }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('pass', 'advance', 'freeze ahead'), seconds }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('limits'), production: limit, demo: limit }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('freeze', 'resume', 'reset', 'keep', 'restore') }) },
);

test('reports the remaining budget to every caller, after any changes to clock, settings and snapshots', async () => {
  const harness = await openControl({ worlds: { max: 10_000 }, scenarios: { throttling: { planLimits: LIMITS } } });
  let runs = 0;
  let wall = START;

  const property = fc.property(fc.array(command, { minLength: 5, maxLength: 40 }), (commands) => {
    const player = new BudgetPlayer(harness, `run-${++runs}`, wall);

    const turns = commands.map((next) => {
      if (next.kind === 'pass') wall += next.seconds * 1_000;
      return player.play(next);
    });

    expect(turns.map(({ actual }) => actual)).toEqual(turns.map(({ expected }) => expected));
  });

  fc.assert(property, { seed: 20_260_101, numRuns: 300 });
});
