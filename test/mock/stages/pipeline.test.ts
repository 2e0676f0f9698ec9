import { expect, test } from 'vitest';
import { stagesWith } from '../../../mock/stages/index.ts';
import { openControl } from '../control/open-control.ts';

test('every request passes through these stages in this order', async () => {
  const { control } = await openControl();

  const { stages } = control('GET', '/pipeline').body as {
    readonly stages: readonly { readonly name: string; readonly establishes: string }[];
  };

  expect(stages.map(({ name }) => name)).toEqual([
    'check-reply',
    'faults',
    'authenticate',
    'throttling',
    'authorize',
    'validate-request',
    'idempotency',
    'ownership',
    'token-lifecycle',
    'callbacks',
    'behave',
  ]);
  expect(stages.filter(({ establishes }) => !/^[A-Z].+\.$/.test(establishes))).toEqual([]);
});

test('a successful request passes through all of them', async () => {
  const { send, control } = await openControl();

  const { headers } = send();

  const { path } = control('GET', `/requests/${headers['x-request-id']}`).body as {
    readonly path: readonly { readonly stage: string; readonly verdict: string }[];
  };
  expect(path.map(({ verdict }) => verdict)).toEqual([...Array(10).fill('passed'), 'answered']);
  expect(path.at(-1)).toEqual({ stage: 'behave', verdict: 'answered' });
});

test('a scenario has a stage at its moment, and none without a moment', () => {
  const stages = stagesWith([
    scenario('c', 'accepted'),
    scenario('none'),
    scenario('b', 'admitted'),
    scenario('a', 'arrived'),
    scenario('d', 'accepted'),
  ]);

  expect(stages.map(({ name }) => name)).toEqual([
    'check-reply',
    'a',
    'authenticate',
    'b',
    'authorize',
    'validate-request',
    'c',
    'd',
    'callbacks',
    'behave',
  ]);
});

const scenario = (
  name: string,
  at?: 'arrived' | 'admitted' | 'accepted',
): Parameters<typeof stagesWith>[0][number] => ({
  name,
  summary: `${name}.`,
  configSchema: {},
  ...(at && { at }),
});
