import fc from 'fast-check';
import { expect, test } from 'vitest';
import { issueBody, PRODUCTION } from '../support/a-request.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';
import type { ReceivedResponse, SentRequest } from './client.ts';
import { clientOf } from './client.ts';
import { idsIn, normalized, play, playerIn, SCRIPT } from './script.ts';

/** The responses to the script in a world of a new sandbox, byte for byte. */
const alone = async (world: string, seed = 'one'): Promise<readonly ReceivedResponse[]> => {
  await using sandbox = await startTestSandbox({ seed });
  using client = clientOf(sandbox.url);
  return await play(world, client);
};

test('returns the same bytes and the same journal for the same script and seed', async () => {
  expect(await alone('left')).toEqual(await alone('left'));
});

test('returns the same bytes again after a reset', async () => {
  await using sandbox = await startTestSandbox({ seed: 'one' });
  using client = clientOf(sandbox.url);
  await play('left', client);

  await sandbox.control.inWorld('left').reset();

  expect(await play('left', client)).toEqual(await alone('left'));
});

test('changes only tokens, calls and request ids with another seed', async () => {
  const one = await alone('left', 'one');
  const other = await alone('left', 'other');

  expect(normalized('left', other)).toBe(normalized('left', one));
  expect(idsIn(one)).not.toHaveLength(0);
  expect(idsIn(other).filter((id) => idsIn(one).includes(id))).toEqual([]);
});

test('returns the same bytes to two worlds in any interleaving', { timeout: 60_000 }, async () => {
  const left = await alone('left');
  const right = await alone('right');
  const turns = [...left.map(() => 'left' as const), ...right.map(() => 'right' as const)];
  const interleavings = fc.shuffledSubarray(turns, { minLength: turns.length });

  const property = fc.asyncProperty(interleavings, async (order) => {
    await using sandbox = await startTestSandbox({ seed: 'one' });
    using client = clientOf(sandbox.url);
    const players = { left: playerIn('left', client), right: playerIn('right', client) };

    for (const turn of order) await players[turn].step();

    expect(players.left.responses).toEqual(left);
    expect(players.right.responses).toEqual(right);
  });

  await fc.assert(property, { seed: 20_260_101, numRuns: 25 });
});

test('is not affected by traffic in other worlds', { timeout: 60_000 }, async () => {
  const expected = await alone('left');
  const noise = fc.array(fc.tuple(fc.constantFrom('default', 'right', 'third'), fc.constantFrom(...NOISE)), {
    maxLength: 4,
  });
  const between = fc.array(noise, { minLength: SCRIPT.length, maxLength: SCRIPT.length });

  const property = fc.asyncProperty(between, async (pauses) => {
    await using sandbox = await startTestSandbox({ seed: 'one' });
    using client = clientOf(sandbox.url);
    const player = playerIn('left', client);

    for (const pause of pauses) {
      await Promise.all(pause.map(([world, noisy]) => client.send({ ...noisy, target: `/~${world}${noisy.target}` })));
      await player.step();
    }

    expect(player.responses).toEqual(expected);
  });

  await fc.assert(property, { seed: 20_260_101, numRuns: 15 });
});

const JSON_TYPE = { 'content-type': 'application/json' };

const NOISE: readonly SentRequest[] = [
  {
    target: '/v1/webrtc-token',
    headers: { ...JSON_TYPE, authorization: `Bearer ${PRODUCTION}`, 'idempotency-key': 'order-1' },
    body: JSON.stringify(issueBody('+14155550111')),
  },
  { target: '/v1/webrtc-token', headers: { ...JSON_TYPE, authorization: `Bearer ${PRODUCTION}` }, body: '{' },
  { target: '/v1/nowhere', method: 'GET' },
  { target: '/_sandbox/clock/advance', headers: JSON_TYPE, body: '{"seconds":100}' },
  { target: '/_sandbox/reset' },
  { target: '/_sandbox/fork', headers: JSON_TYPE, body: '{"name":"third"}' },
];
