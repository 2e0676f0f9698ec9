import { expect, test } from 'vitest';
import type { Caller, Reply } from '../../../index.ts';
import { defineScenario, put } from '../../../index.ts';
import type { TinySketch } from './tiny-sandbox.ts';
import { tinySandbox } from './tiny-sandbox.ts';

const SECURED: TinySketch = {
  operation: { security: [{ bearer: [] }] },
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
};

const ALICE: Caller = { id: 'alice', label: 'Alice', organization: 'alices', plan: 'default', scopes: 'all' };

const detailOf = ({ body }: Reply): string => (body as { readonly detail: string }).detail;

test('asks for no credential where the operation demands none', () => {
  const { send } = tinySandbox();

  expect(send().status).toBe(200);
  expect(send({ headers: { authorization: 'whatever' } }).status).toBe(200);
});

test('refuses a request without a credential, and says how to send one', () => {
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

test('refuses a credential that nobody knows', () => {
  const { send } = tinySandbox({ ...SECURED, pack: { identify: () => undefined } });

  const reply = send({ key: 'stranger' });

  expect(reply.status).toBe(401);
  expect(detailOf(reply)).toBe(
    'The credential is unknown or revoked. Use one of the keys that the sandbox printed when it started.',
  );
});

/** Knows one credential, counts how often it sees it, and rejects another. */
const doorman = defineScenario<{ readonly enabled: boolean }>({
  name: 'doorman',
  summary: 'Knows a credential.',
  configSchema: {},
  identify({ credential, records, refuse }) {
    if (credential === 'rejected') return { refused: refuse('credential_rejected', 'You are not let in.') };
    if (credential !== 'known') return undefined;
    const seen = Number(records.get('doorman', 'seen')?.['times'] ?? 0);
    return { caller: ALICE, changes: [put('doorman', { id: 'seen', times: seen + 1 })] };
  },
});

const watched: TinySketch = { ...SECURED, pack: { identify: () => undefined }, scenarios: [doorman] };

test('lets a scenario know credentials that the pack does not, and keeps what that changes', () => {
  const { send, sandbox } = tinySandbox(watched);

  expect([send({ key: 'known' }), send({ key: 'known' })].map(({ status }) => status)).toEqual([200, 200]);
  expect(sandbox.worlds.find('default')?.get('doorman', 'seen', 0)).toEqual({ id: 'seen', times: 2 });
});

test('lets a scenario reject a credential in its own words', () => {
  const { send } = tinySandbox(watched);

  expect(detailOf(send({ key: 'rejected' }))).toBe('You are not let in.');
  expect(send({ key: 'unknown' }).status).toBe(401);
});

test('asks no scenario that is switched off', () => {
  const { send } = tinySandbox({ ...watched, settings: { doorman: { enabled: false } } });

  expect(send({ key: 'known' }).status).toBe(401);
});

test('asks no scenario about a credential that the pack knows', () => {
  const { send, sandbox } = tinySandbox({ ...watched, pack: { identify: () => ALICE } });

  send({ key: 'known' });

  expect(sandbox.worlds.find('default')?.list('doorman', 0)).toEqual([]);
});
