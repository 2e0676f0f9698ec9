import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlOf, masked } from '../../../suite/contract/curl.ts';
import type { SentRequest } from '../../../suite/contract/target.ts';

const KEY = "it's a $ecret";
const SECRETS = new Map([[KEY, 'KEY']]);

const sent = (change: Partial<SentRequest> = {}): SentRequest => ({
  method: 'GET',
  url: 'http://api.test/v1',
  headers: {},
  ...change,
});

/** The words that a shell makes of a line, with the key in its environment. */
const wordsOf = (line: string): readonly string[] =>
  execFileSync('sh', ['-c', line.replace('curl', String.raw`printf '%s\n'`)], { env: { ...process.env, KEY } })
    .toString()
    .trim()
    .split('\n');

test('a line repeats the request once the key is in the environment', () => {
  const line = curlOf(
    sent({ method: 'POST', headers: { authorization: `Bearer ${KEY}` }, body: `{"it's":1}` }),
    SECRETS,
  );

  expect(wordsOf(line)).toEqual([
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

test('the key is in no line, whatever characters it has', () => {
  const line = curlOf(sent({ url: `http://api.test/?key=${KEY}`, body: `${KEY} twice ${KEY}` }), SECRETS);

  expect(line).not.toMatch(/ecret/);
});

test('what a server echoes of the key is masked', () => {
  expect(masked(`400 {"got":"${KEY}"}`, SECRETS)).toBe('400 {"got":"$KEY"}');
});

test('a body that fills a screen is shortened, and the line says so', () => {
  expect(curlOf(sent({ body: 'x'.repeat(5_000) }), SECRETS)).toContain('… (5000 characters)');
});
