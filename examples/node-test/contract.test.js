import { test } from 'node:test';
import { startSandbox } from 'revdesk-sandbox';
import { contractCases } from 'revdesk-sandbox/suite';

// Set REVDESK_BASE_URL to check another server against the contract, such as your own mock or staging.
const target = process.env.REVDESK_BASE_URL;
const sandbox = target === undefined ? await startSandbox({ port: 0, logLevel: 'silent' }) : undefined;

const cases = await contractCases({ target: target ?? sandbox.url, key: process.env.REVDESK_API_KEY ?? 'rv_test' });

test('the contract', async (t) => {
  t.after(() => sandbox?.stop());
  for (const { name, skip, run } of cases) await t.test(name, { skip }, run);
});
