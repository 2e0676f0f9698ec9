import { expect, test } from 'vitest';
import { startTestSandbox } from '../support/start-test-sandbox.ts';

const CONTRACT = 'test/fixtures/shop.yaml';

test('applies ownership to any contract, by settings alone', async () => {
  const claims = [{ operation: 'changeOwner', field: '/city', collection: '/owners' }];
  await using sandbox = await startTestSandbox({ contract: CONTRACT, scenarios: { ownership: { claims } } });
  const change = (city: string): Promise<Response> =>
    fetch(`${sandbox.url}/v1/owners/own_1`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ city }),
    });
  await fetch(`${sandbox.url}/v1/owners`);

  expect((await change('nowhere')).status).toBe(403);
  expect((await change('own_1')).status).toBe(200);
});
