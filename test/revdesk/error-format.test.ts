import { expect, test } from 'vitest';
import type { RefusalKind } from '../../mock/index.ts';
import { revdesk } from '../../revdesk/index.ts';
import { REFUSALS } from '../../mock/refusal.ts';
import { READ_ONLY } from '../support/a-request.ts';
import { openSandbox, START } from '../support/open-sandbox.ts';
import { errorOf, postToken, startTestSandbox } from '../support/start-test-sandbox.ts';

const { errorFormat } = revdesk({ maxCallSeconds: 60, guardrails: { allowlist: [] } });

const KINDS = Object.keys(REFUSALS) as RefusalKind[];

test.for(KINDS)('formats %s with a code, the detail and a documentation URL', (kind) => {
  const context = { status: 418, now: START, baseUrl: 'http://sandbox.test' };

  const reply = errorFormat.refusal({ kind, detail: 'Why.' }, context);

  expect(reply).toMatchObject({
    status: 418,
    headers: { 'content-type': 'application/json' },
    body: {
      error: {
        code: expect.stringMatching(/^[a-z_]+$/),
        message: 'Why.',
        doc_url: expect.stringContaining('https://docs.revdesk.com/api-reference/errors'),
      },
    },
  });
});

test('links to the page of the category if the error has one', async () => {
  const { send } = await openSandbox();

  expect(send({ body: { from_number: '+14155550102', to_number: '+14155550110' } }).body).toMatchObject({
    error: {
      category: 'invalid_request',
      doc_url: 'https://docs.revdesk.com/api-reference/errors#invalid-request',
    },
  });
});

const METADATA = 'resource_metadata="http://sandbox.test/.well-known/oauth-protected-resource"';

test('challenges without an error when no credential was sent', async () => {
  const { send } = await openSandbox();

  expect(send({ key: null })).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="revdesk", ${METADATA}` },
    body: { error: { code: 'unauthorized', message: 'No credential was sent. Send "Authorization: Bearer <key>".' } },
  });
});

test.for(['unknown', `revdesk_${'e'.repeat(32)}`, '__proto__'])('challenges the unknown key %s', async (key) => {
  const { send } = await openSandbox();

  expect(send({ key })).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="revdesk", error="invalid_token", ${METADATA}` },
    body: { error: { code: 'unauthorized' } },
  });
});

test('names the missing scope', async () => {
  const { send } = await openSandbox();

  expect(send({ key: READ_ONLY })).toMatchObject({
    status: 403,
    headers: {
      'www-authenticate': `Bearer realm="revdesk", error="insufficient_scope", scope="voice:webrtc", ${METADATA}`,
    },
    body: {
      error: {
        code: 'insufficient_scope',
        message: 'This operation requires the scope voice:webrtc, which the read-only key of Acme does not have.',
      },
    },
  });
});

test('sends no challenge with any other refusal', async () => {
  const { send } = await openSandbox();

  expect(send({ body: {} }).headers).not.toHaveProperty('www-authenticate');
});

test('serves the metadata that its challenges link to, for the URL that the client uses', async () => {
  await using sandbox = await startTestSandbox();
  const challenges = await Promise.all(
    [sandbox.url, `${sandbox.url}/~w1`].map(async (url) => {
      const refused = await postToken(url, { headers: { authorization: 'Bearer unknown' } });
      const metadata = /resource_metadata="([^"]+)"/.exec(refused.headers.get('www-authenticate') ?? '')?.[1] ?? '';
      return { url, metadata: (await (await fetch(metadata)).json()) as object };
    }),
  );

  for (const { url, metadata } of challenges) {
    expect(metadata).toEqual({
      resource: url,
      scopes_supported: expect.arrayContaining(['voice:webrtc', 'calls:write', 'tokens:mint']),
      bearer_methods_supported: ['header'],
    });
  }
});

test('answers an unknown route or method in the same envelope', async () => {
  await using sandbox = await startTestSandbox();

  const [unknown, wrongMethod] = [
    await fetch(`${sandbox.url}/v1/nothing`),
    await fetch(`${sandbox.url}/v1/webrtc-token`),
  ];

  expect([unknown.status, (await errorOf(unknown)).code]).toEqual([404, 'route_not_found']);
  expect([wrongMethod.status, (await errorOf(wrongMethod)).code]).toEqual([405, 'method_not_allowed']);
  expect(wrongMethod.headers.get('allow')).toBe('OPTIONS, POST');
});
