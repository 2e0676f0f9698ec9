import { expect, test } from 'vitest';
import type { CaseFailure } from '../../../suite/contract/case-failure.ts';
import type { ContractCase, Expected } from '../../../suite/contract/case.ts';
import { singleCall } from '../../../suite/contract/case.ts';
import { runCase } from '../../../suite/contract/run-case.ts';
import { aContract } from '../../mock/contract/a-contract.ts';

const putThing = (expected: Partial<Expected> = {}): ContractCase =>
  singleCall(
    { operation: 'put_thing', group: 'valid request', title: 'is accepted', needs: [] },
    { method: 'PUT', target: '/things', headers: {}, sender: 'key' },
    { status: 'success', because: 'the request is valid', ...expected },
  );

/** Runs a case against a sequence of responses. */
const runAgainst = async (
  responses: readonly (() => Response)[],
  theCase = putThing(),
): Promise<{ readonly failure: CaseFailure | undefined; readonly waits: readonly number[] }> => {
  const waits: number[] = [];
  const queue = [...responses];
  const worker = { url: 'http://api.test', base: 'http://api.test', key: 'k3y', fetch: async () => queue.shift()!() };
  const failure = await runCase(theCase, {
    contract: aContract(),
    worker,
    unique: 'x',
    wait: async (milliseconds) => void waits.push(milliseconds),
  });
  return { failure, waits };
};

const done = (): Response => new Response(null, { status: 204 });
const throttled = (seconds: number) => (): Response =>
  new Response(null, { status: 429, headers: { 'retry-after': `${seconds}` } });

test('the suite waits as long as a throttling server asks', async () => {
  expect(await runAgainst([throttled(2), throttled(3), done])).toEqual({ failure: undefined, waits: [2_000, 3_000] });
});

test('a server that throttles for too long fails the case', async () => {
  const { failure, waits } = await runAgainst([throttled(3_600)]);

  expect(waits).toEqual([]);
  expect(failure?.found).toBe('429');
});

test('the suite does not wait if the case expects a 429', async () => {
  const { waits } = await runAgainst([throttled(1)], putThing({ status: [429] }));

  expect(waits).toEqual([]);
});

test('a server that does not reply fails the case, and the report has the reason', async () => {
  const { failure } = await runAgainst([
    () => {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    },
  ]);

  expect(failure).toMatchObject({ expected: 'a reply', found: 'no reply: fetch failed (connect ECONNREFUSED)' });
});

test('a key that the server echoes is masked in the report', async () => {
  const { failure } = await runAgainst([() => new Response('who is k3y?', { status: 500 })]);

  expect(failure?.found).toBe('500 who is $KEY?');
});
