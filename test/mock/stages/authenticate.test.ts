import { expect, test } from 'vitest';
import type { Caller, Reply } from '../../../mock/index.ts';
import { defineScenario, put } from '../../../mock/index.ts';
import type { TinySketch } from './tiny-sandbox.ts';
import { tinySandbox } from './tiny-sandbox.ts';

const SECURED: TinySketch = {
  operation: { security: [{ bearer: [] }] },
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
};

const ALICE: Caller = { id: 'alice', label: 'Alice', organization: 'alices', plan: 'default', scopes: 'all' };

const detailOf = ({ body }: Reply): string => (body as { readonly detail: string }).detail;

test('accepts a request without a credential if the operation requires none', () => {
  const { send } = tinySandbox();

  expect(send().status).toBe(200);
  expect(send({ headers: { authorization: 'whatever' } }).status).toBe(200);
});

test('refuses a request without a credential, and explains how to send one', () => {
  const reply = tinySandbox(SECURED).send();

  expect(reply).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer realm="sandbox"' } });
  expect(detailOf(reply)).toBe('No credential was sent. Send "Authorization: Bearer <key>".');
});

test.for(['Basic abc', 'Bearer', 'Bearer a b'])('refuses the malformed credential "%s"', (authorization) => {
  const reply = tinySandbox(SECURED).send({ headers: { authorization } });

  expect(reply.status).toBe(401);
  expect(reply.headers['www-authenticate']).toBe('Bearer realm="sandbox", error="invalid_token"');
  expect(detailOf(reply)).toContain('Send "Authorization: Bearer <key>".');
});

test('refuses an unknown credential', () => {
  const { send } = tinySandbox({ ...SECURED, pack: { identify: () => undefined } });

  const reply = send({ key: 'other' });

  expect(reply.status).toBe(401);
  expect(detailOf(reply)).toBe(
    'The credential is unknown or revoked. Use one of the keys that the sandbox printed when it started.',
  );
});

/** Accepts and counts the credential `known`, and rejects the credential `rejected`. */
const gatekeeper = defineScenario<{ readonly enabled: boolean }>({
  name: 'gatekeeper',
  summary: 'Accepts a credential.',
  configSchema: {},
  identify({ credential, records, refuse }) {
    if (credential === 'rejected') return { refused: refuse('credential_rejected', 'Access is denied.') };
    if (credential !== 'known') return undefined;
    const seen = Number(records.get('gatekeeper', 'seen')?.['times'] ?? 0);
    return { caller: ALICE, changes: [put('gatekeeper', { id: 'seen', times: seen + 1 })] };
  },
});

const GUARDED: TinySketch = { ...SECURED, pack: { identify: () => undefined }, scenarios: [gatekeeper] };

test('lets a scenario identify credentials that the pack does not know, and keeps its changes', () => {
  const { send, sandbox } = tinySandbox(GUARDED);

  expect([send({ key: 'known' }), send({ key: 'known' })].map(({ status }) => status)).toEqual([200, 200]);
  expect(sandbox.worlds.find('default')?.get('gatekeeper', 'seen', 0)).toEqual({ id: 'seen', times: 2 });
});

test('lets a scenario reject a credential with its own message', () => {
  const { send } = tinySandbox(GUARDED);

  expect(detailOf(send({ key: 'rejected' }))).toBe('Access is denied.');
  expect(send({ key: 'unknown' }).status).toBe(401);
});

test('does not ask a disabled scenario', () => {
  const { send } = tinySandbox({ ...GUARDED, settings: { gatekeeper: { enabled: false } } });

  expect(send({ key: 'known' }).status).toBe(401);
});

test('does not ask a scenario about a credential that the pack knows', () => {
  const { send, sandbox } = tinySandbox({ ...GUARDED, pack: { identify: () => ALICE } });

  send({ key: 'known' });

  expect(sandbox.worlds.find('default')?.list('gatekeeper', 0)).toEqual([]);
});
