import '../../vitest/index.ts';
import { like } from '../../client/index.ts';
import { expect, test } from 'vitest';
import { ISSUE } from '../support/a-request.ts';
import { postToken, startTestSandbox } from '../support/start-test-sandbox.ts';

const KEYED = { headers: { 'idempotency-key': 'k1' } };

test('passes if the calls were as expected', async () => {
  await using sandbox = await startTestSandbox();
  await postToken(sandbox.url, KEYED);
  await postToken(sandbox.url, KEYED);

  await expect(sandbox.control).toHaveReceived(ISSUE, {
    times: 2,
    request: like({ headers: { 'idempotency-key': /./ } }),
    calls: [{}, { reply: like({ headers: { 'idempotency-replay': 'true' } }) }],
  });
  await expect(sandbox.control).not.toHaveReceived(ISSUE, { reply: like({ status: 429 }) });
});

test('explains near misses on failure', async () => {
  await using sandbox = await startTestSandbox();
  await postToken(sandbox.url);

  const request = like({ headers: { 'idempotency-key': /./ } });

  await expect(expect(sandbox.control).toHaveReceived(ISSUE, { request })).rejects.toThrow(
    'request.headers.idempotency-key is required',
  );
});

test('lists the unexpected calls', async () => {
  await using sandbox = await startTestSandbox();
  const { headers } = await postToken(sandbox.url);

  await expect(expect(sandbox.control).not.toHaveReceived(ISSUE)).rejects.toThrow(
    `not to be called like this, but it was: ${headers.get('x-request-id')}.`,
  );
});
