import { contractCases } from 'revdesk-sandbox/suite';
import { RevDeskSandboxContainer } from 'revdesk-sandbox/testcontainers';
import { afterAll, test } from 'vitest';

const controlToken = crypto.randomUUID();
const sandbox = await new RevDeskSandboxContainer().withControlToken(controlToken).start();
afterAll(() => sandbox.stop());

// To check another server against the contract, such as your own mock or staging, pass it as the target.
const cases = await contractCases({ target: sandbox.getBaseUrl(), key: sandbox.getApiKey(), controlToken });

for (const { name, skip, run } of cases) test.skipIf(skip !== false).concurrent(name, run);
