import { expect, test } from 'vitest';
import { aRequest } from '../support/a-request.ts';
import { openSandbox } from '../support/open-sandbox.ts';
import { START } from '../support/open-sandbox.ts';

test.for<[string, object, string]>([
  ['no URL', { url: 'staging' }, 'is not an http or https URL'],
  ['another protocol', { url: 'file:///etc/passwd' }, 'is not an http or https URL'],
  ['a password', { url: 'https://me:secret@x.test' }, 'contains credentials'],
  ['a query', { url: 'https://x.test?a=b' }, 'has a query'],
  ['a host that is not allowed', { url: 'https://prod.test', allowHosts: ['staging.test'] }, 'has the host prod.test'],
  ['an unknown operation', { url: 'https://x.test', operations: ['v2_*'] }, 'which matches no operation'],
])('refuses to start with $0', async ([, upstream, problem]) => {
  const error = (await openSandbox({ upstream }).catch((thrown: unknown) => thrown)) as Error;

  expect(error.message).toContain(problem);
  expect(error.message).not.toContain('secret');
});

test('returns the upstream request that it needs, and does nothing before the reply', async () => {
  const { sandbox } = await openSandbox({ upstream: { url: 'https://x.test' } });

  const need = sandbox.handle('default', aRequest(), START);

  expect(need).toMatchObject({ kind: 'upstream', request: { url: 'https://x.test/v1/webrtc-token' } });
  expect(sandbox.worlds.find('default')?.journal.newestFirst()).toEqual([]);
});

test('logs each kind of drift once', async () => {
  const { sandbox, notices } = await openSandbox({ upstream: { url: 'https://x.test' } });
  const answer = { kind: 'reply', status: 418, headers: new Map(), body: { kind: 'none' } } as const;

  for (const request of [aRequest(), aRequest()]) {
    const need = sandbox.handle('default', request, START);
    if ('kind' in need) sandbox.handle('default', request, START, { upstream: { need, answer } });
  }

  expect(notices).toEqual([expect.stringMatching(/^Drift in v1_webrtc_token_post, reply\/status: .* answered 418\.$/)]);
});
