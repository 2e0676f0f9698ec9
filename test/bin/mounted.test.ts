import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withMounted } from '../../bin/mounted.ts';

/** A root folder with these files, which are empty. */
const aRoot = (...files: readonly string[]): string => {
  const root = mkdtempSync(join(tmpdir(), 'revdesk-sandbox-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
};

test('adds nothing if nothing is mounted', () => {
  expect(withMounted({ HOME: '/root' }, aRoot())).toEqual({ HOME: '/root' });
});

test.for(['openapi.json', 'openapi.yaml', 'openapi.yml'])('finds a contract named %s', (name) => {
  const root = aRoot(`contract/${name}`);

  expect(withMounted({}, root)).toEqual({ REVDESK_SANDBOX_CONTRACT: `${root}/contract/${name}` });
});

test.for(['sandbox.yaml', 'sandbox.yml', 'sandbox.json'])('finds settings named %s', (name) => {
  const root = aRoot(`settings/${name}`);

  expect(withMounted({}, root)).toEqual({ REVDESK_SANDBOX_SETTINGS: `${root}/settings/${name}` });
});

test('keeps variables that are already set', () => {
  const environment = { REVDESK_SANDBOX_CONTRACT: 'https://example.com/openapi.json' };

  expect(withMounted(environment, aRoot('contract/openapi.json'))).toEqual(environment);
});

test('returns the default file name for a folder without a known file, so that the start fails', () => {
  const root = aRoot('contract/opneapi.json');

  expect(withMounted({}, root)).toEqual({ REVDESK_SANDBOX_CONTRACT: `${root}/contract/openapi.json` });
});
