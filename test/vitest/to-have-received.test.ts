import '../../vitest/index.ts';
import { like } from '../../client/index.ts';
import { expect, test } from 'vitest';
import { ISSUE } from '../support/a-request.ts';
import { postToken, startTestSandbox } from '../support/start-test-sandbox.ts';

const KEYED = { headers: { 'idempotency-key': 'k1' } };

test('passes what came as it was expected', async () => {
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

test('fails with the near misses explained', async () => {
  await using sandbox = await startTestSandbox();
  await postToken(sandbox.url);

  const request = like({ headers: { 'idempotency-key': /./ } });

  await expect(expect(sandbox.control).toHaveReceived(ISSUE, { request })).rejects.toThrow(
    'request.headers.idempotency-key is required',
  );
});

test('names the calls that were not expected', async () => {
  await using sandbox = await startTestSandbox();
  const { headers } = await postToken(sandbox.url);

  await expect(expect(sandbox.control).not.toHaveReceived(ISSUE)).rejects.toThrow(
    `not to be called like this, and it was: ${headers.get('x-request-id')}.`,
  );
});
