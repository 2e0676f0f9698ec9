import { expect, test } from 'vitest';
import type { ContractCase, Expected } from '../../../suite/contract/case.ts';
import { singleCall } from '../../../suite/contract/case.ts';
import type { CaseFailure } from '../../../suite/contract/drift.ts';
import { runCase } from '../../../suite/contract/run-case.ts';
import { aContract } from '../../mock/contract/a-contract.ts';

const putThing = (expected: Partial<Expected> = {}): ContractCase =>
  singleCall(
    { operation: 'put_thing', group: 'valid request', title: 'is taken', needs: [] },
    { method: 'PUT', target: '/things', headers: {}, sender: 'key' },
    { status: 'success', because: 'the request is in order', ...expected },
  );

/** Runs a case against answers in a row. */
const runAgainst = async (
  answers: readonly (() => Response)[],
  theCase = putThing(),
): Promise<{ readonly drift: CaseFailure | undefined; readonly waits: readonly number[] }> => {
  const waits: number[] = [];
  const left = [...answers];
  const lane = { url: 'http://api.test', base: 'http://api.test', key: 'k3y', fetch: async () => left.shift()!() };
  const drift = await runCase(theCase, {
    contract: aContract(),
    lane,
    unique: 'x',
    wait: async (milliseconds) => void waits.push(milliseconds),
  });
  return { drift, waits };
};

const done = (): Response => new Response(null, { status: 204 });
const throttled = (seconds: number) => (): Response =>
  new Response(null, { status: 429, headers: { 'retry-after': `${seconds}` } });

test('a server that throttles the suite is given the time that it asks for', async () => {
  expect(await runAgainst([throttled(2), throttled(3), done])).toEqual({ drift: undefined, waits: [2_000, 3_000] });
});

test('a server that throttles for longer than anyone would wait has failed', async () => {
  const { drift, waits } = await runAgainst([throttled(3_600)]);

  expect(waits).toEqual([]);
  expect(drift?.found).toBe('429');
});

test('where a 429 is what is expected, nobody waits', async () => {
  const { waits } = await runAgainst([throttled(1)], putThing({ status: [429] }));

  expect(waits).toEqual([]);
});

test('a server that does not answer has drifted, and the report says why', async () => {
  const { drift } = await runAgainst([
    () => {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    },
  ]);

  expect(drift).toMatchObject({ expected: 'an answer', found: 'no answer: fetch failed (connect ECONNREFUSED)' });
});

test('a key that the server echoes does not reach the report', async () => {
  const { drift } = await runAgainst([() => new Response('who is k3y?', { status: 500 })]);

  expect(drift?.found).toBe('500 who is $KEY?');
});
