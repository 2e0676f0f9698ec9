import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Forwarded } from '../../../../mock/http/out/forward.ts';
import { openRecordFile } from '../../../../mock/http/out/record-file.ts';
import type { RecordedRule } from '../../../../mock/upstream/recording.ts';
import { aRequest } from '../../../support/a-request.ts';
import type { CannedReply } from '../../../support/real-server.ts';
import { jsonReply, realServer } from '../../../support/real-server.ts';
import { startTestSandbox } from '../../../support/start-test-sandbox.ts';
import { temporaryFile } from '../../../support/temporary-file.ts';
import { NOTES_CONTRACT } from '../../upstream/notes-contract.ts';

/** Records the requests of `act`, and returns the file. */
const recordingOf = async (
  answer: () => CannedReply,
  act: (url: string) => Promise<unknown>,
  secrets: readonly string[] = [],
): Promise<{ readonly file: string; readonly text: string; readonly rules: readonly RecordedRule[] }> => {
  const real = await realServer(answer);
  const contract = await temporaryFile('notes.yaml', NOTES_CONTRACT);
  const file = await temporaryFile('record.yaml', '');
  const sandbox = await startTestSandbox({ contract, upstream: { url: real.url }, record: { file, secrets } });
  await act(sandbox.url);
  await sandbox.stop();
  const text = await readFile(file, 'utf8');
  return { file, text, rules: (parse(text) as { readonly rules: RecordedRule[] }).rules };
};

const logIn = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sent-4711' },
    body: JSON.stringify({ user: 'me', password: 'hunter2!' }),
    ...init,
  });

test('writes a rule for each distinct request, with the latest reply', async () => {
  let count = 0;
  const { rules, file } = await recordingOf(
    () => ({
      ...jsonReply({ text: `no ${(count += 1)}` }),
      headers: { 'content-type': 'application/json', 'x-version': '1' },
    }),
    async (url) => {
      await fetch(`${url}/notes/1?lang=de`);
      await fetch(`${url}/notes/2`);
      await fetch(`${url}/notes/1?lang=de`);
    },
  );

  expect(rules).toMatchObject([{ reply: { body: { text: 'no 3' } } }, { reply: { body: { text: 'no 2' } } }]);
  expect(rules[0]).toEqual({
    operation: 'read_note',
    when: {
      type: 'object',
      properties: { path: { const: { id: '1' } }, query: { const: { lang: 'de' } }, body: { const: null } },
    },
    reply: { status: 200, headers: { 'content-type': 'application/json', 'x-version': '1' }, body: { text: 'no 3' } },
  });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('redacts secrets in requests, in replies, and where they are repeated', async () => {
  const headers = {
    'content-type': 'application/json',
    'set-cookie': 'sid=biscuit9',
    'x-request-id': 'r1',
    location: '/me?access_token=in-link-5',
  };
  const reply = { access_token: 'Abc-123', token_type: 'bearer', echo: 'you sent sent-4711', pet: 'Rex Dog' };
  const { text, rules } = await recordingOf(
    () => ({ status: 201, headers, body: JSON.stringify(reply) }),
    (url) => logIn(url),
    ['pet'],
  );

  expect(text).not.toMatch(/4711|hunter2|Abc-123|biscuit9|in-link|Rex/);
  expect(rules[0]?.reply).toEqual({
    status: 201,
    headers: { 'content-type': 'application/json', location: '/me?access_token=aa-aaaa-0' },
    body: { access_token: 'Aaa-000', token_type: 'bearer', echo: 'you sent aaaa-0000', pet: 'Aaa Aaa' },
  });
  expect(rules[0]?.when).toMatchObject({
    properties: { body: { properties: { user: { const: 'me' }, password: { type: 'string' } } } },
  });
});

test('leaves out replies that a rule cannot express', async () => {
  const { rules } = await recordingOf(
    () => ({ headers: { 'content-type': 'image/png' }, body: Buffer.from([255]) }),
    (url) => fetch(`${url}/notes/1`),
  );

  expect(rules).toEqual([]);
});

test('continues a recording', async () => {
  const rules = [{ operation: 'x', when: { type: 'object' }, reply: { status: 200, headers: {} } }];
  const file = await temporaryFile('record.yaml', JSON.stringify({ rules }));
  const contract = await temporaryFile('notes.yaml', NOTES_CONTRACT);

  const sandbox = await startTestSandbox({ contract, upstream: { url: 'http://127.0.0.1:1' }, record: { file } });
  await sandbox.stop();

  expect(parse(await readFile(file, 'utf8'))).toEqual({ rules });
});

test.for(['seed: mine', 'rules: [1]', 'rules: []\nseed: mine', '- a'])(
  'does not overwrite a file that holds "%s"',
  async (content) => {
    const file = await temporaryFile('sandbox.yaml', content);

    const start = startTestSandbox({ upstream: { url: 'http://127.0.0.1:1' }, record: { file } });

    await expect(start).rejects.toThrow('has other content than a recording');
    expect(await readFile(file, 'utf8')).toBe(content);
  },
);

test('does not start without an upstream, or with a file that cannot be written', async () => {
  const upstream = { url: 'http://127.0.0.1:1' };

  await expect(startTestSandbox({ record: { file: 'x.yaml' } })).rejects.toThrow(
    'needs an upstream to record, and none is set',
  );
  await expect(startTestSandbox({ upstream, record: { file: '/no/such/x.yaml' } })).rejects.toThrow('cannot be used');
});

test('starts a recording in a new file', async () => {
  const existing = await temporaryFile('other.yaml', '');
  const file = `${existing}.new`;

  const recording = await openRecordFile({ file, secretNames: [], onNotice: () => {} });
  recording.close();

  expect(await readFile(file, 'utf8')).toBe('rules: []\n');
});

test('does not start with a folder as the file', async () => {
  const folder = dirname(await temporaryFile('other.yaml', ''));

  const opened = openRecordFile({ file: folder, secretNames: [], onNotice: () => {} });

  await expect(opened).rejects.toThrow('cannot be read: EISDIR');
});

const WRITE_NOTE = { operation: { id: 'write_note' }, pathParameters: new Map() } as unknown as Forwarded['exchange'];

test('reports once per operation that rules cannot express its replies', async () => {
  const file = await temporaryFile('record.yaml', '');
  const notices: string[] = [];
  const { record, close } = await openRecordFile({ file, secretNames: [], onNotice: (text) => notices.push(text) });
  const reply = { kind: 'reply', status: 200, headers: new Map(), body: { kind: 'opaque', bytes: 1 } } as const;

  for (let count = 0; count < 3; count += 1) record({ exchange: WRITE_NOTE, request: aRequest(), reply });
  close();

  expect(notices).toEqual([
    'A reply to write_note is not recorded: rules cannot hold replies to HEAD, or binary bodies.',
  ]);
});
