import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlOf, mask } from '../../../suite/contract/curl.ts';
import type { SentRequest } from '../../../suite/contract/target.ts';

const KEY = "it's a $ecret";
const SECRETS = new Map([[KEY, 'KEY']]);

const sent = (change: Partial<SentRequest> = {}): SentRequest => ({
  method: 'GET',
  url: 'http://api.test/v1',
  headers: {},
  ...change,
});

/** The arguments that a shell parses from a command, with the key in its environment. */
const argumentsOf = (line: string): readonly string[] =>
  execFileSync('sh', ['-c', line.replace('curl', String.raw`printf '%s\n'`)], { env: { ...process.env, KEY } })
    .toString()
    .trim()
    .split('\n');

test('the command repeats the request if the key is in the environment', () => {
  const line = curlOf(
    sent({ method: 'POST', headers: { authorization: `Bearer ${KEY}` }, body: `{"it's":1}` }),
    SECRETS,
  );

  expect(argumentsOf(line)).toEqual([
    '-i',
    '-X',
    'POST',
    'http://api.test/v1',
    '-H',
    `authorization: Bearer ${KEY}`,
    '--data-raw',
    `{"it's":1}`,
  ]);
});

test('the key does not appear in the command, whatever characters it has', () => {
  const line = curlOf(sent({ url: `http://api.test/?key=${KEY}`, body: `${KEY} twice ${KEY}` }), SECRETS);

  expect(line).not.toMatch(/ecret/);
});

test('a key that the server echoes is masked', () => {
  expect(mask(`400 {"got":"${KEY}"}`, SECRETS)).toBe('400 {"got":"$KEY"}');
});

test('a long body is shortened, and the command says so', () => {
  expect(curlOf(sent({ body: 'x'.repeat(5_000) }), SECRETS)).toContain('… (5000 characters)');
});
