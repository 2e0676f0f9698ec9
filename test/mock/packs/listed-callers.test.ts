import { expect, test } from 'vitest';
import type { RevDeskSettings } from '../../../index.ts';
import { plainPack, withCallers } from '../../../mock/index.ts';
import { revdesk } from '../../../revdesk/index.ts';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';

const CONTRACT = 'test/fixtures/guarded.yaml';

const REVDESK = { maxCallSeconds: 60, guardrails: {} } as RevDeskSettings;

const callers = [{ credential: 'ada:secret', label: 'Ada', organization: 'acme' }, { credential: 'k3y' }];

test('only listed callers may call', async () => {
  await using sandbox = await startTestSandbox({ contract: CONTRACT, callers });

  const call = (authorization: string): Promise<Response> =>
    fetch(`${sandbox.url}/bearer`, { headers: { authorization } });

  expect((await call('Bearer k3y')).status).toBe(200);
  expect((await call('Bearer another')).status).toBe(401);
});

test('user and password are recognized in base64', async () => {
  await using sandbox = await startTestSandbox({ contract: CONTRACT, callers });

  const { status } = await fetch(`${sandbox.url}/basic`, { headers: { authorization: `Basic ${btoa('ada:secret')}` } });

  expect(status).toBe(200);
  expect(await sandbox.control.requests.list()).toMatchObject([{ status: 200 }]);
});

const NOWHERE = { records: { get: () => undefined, list: () => [] }, now: 0 };

test('a caller has the given settings, and by default its own organization and all scopes', () => {
  const pack = withCallers(plainPack, callers);

  expect(pack.identify('ada:secret', NOWHERE)).toMatchObject({
    label: 'Ada',
    organization: 'acme',
    plan: 'default',
    scopes: 'all',
  });
  expect(pack.identify('k3y', NOWHERE)).toMatchObject({
    label: 'caller 2',
    organization: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  expect(pack.credentials.map(({ label }) => label)).toEqual(['Ada', 'caller 2']);
});

test('a pack keeps its own keys', () => {
  const pack = withCallers(revdesk(REVDESK), callers);

  expect(pack.identify('rv_test', NOWHERE)?.organization).toBe('org_acme');
  expect(pack.identify('k3y', NOWHERE)?.label).toBe('caller 2');
  expect(pack.identify('unknown', NOWHERE)).toBeUndefined();
});
