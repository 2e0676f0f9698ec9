import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Which folders may import which. Read: files that match `from` import, of ours, only what matches one of `mayImport`. */
const RULES: readonly { readonly from: RegExp; readonly mayImport: readonly RegExp[]; readonly because: string }[] = [
  { from: /^mock\//, mayImport: [/^mock\//], because: 'the engine knows no scenario and no API' },
  {
    from: /^scenarios\/(?!index\.ts)/,
    mayImport: [
      /^mock\/(budget|decision|exchange|refusal|request-subject|scenario)\.ts$/,
      /^mock\/state\/records\.ts$/,
      /^mock\/control\/endpoint\.ts$/,
      /^mock\/contract\/(body-value|operations|pointer|reply-fault|untrusted-schema)\.ts$/,
      // Parts: overrides of faults, the controls of rules; and what a tester orders is the same for both.
      /^scenarios\/(overrides|ordered-outcome|rule|rule-controls)\.ts$/,
    ],
    because: "a scenario knows the engine's vocabulary, and no sibling",
  },
  {
    from: /^revdesk\//,
    mayImport: [/^revdesk\//, /^mock\/index\.ts$/],
    because: 'a pack knows the engine by its front door',
  },
  { from: /^client\//, mayImport: [/^client\//], because: 'the client drives a sandbox anywhere, and needs none' },
  {
    from: /^testcontainers\//,
    mayImport: [/^testcontainers\//, /^client\/index\.ts$/],
    because: 'the module starts an image, and needs no sandbox',
  },
  {
    from: /^suite\//,
    mayImport: [/^suite\//, /^client\/index\.ts$/, /^mock\/contract\/index\.ts$/, /^package-root\.ts$/],
    because: 'the suite asks servers anywhere, and reads contracts as the engine does',
  },
  {
    from: /^vitest\//,
    mayImport: [/^vitest\//, /^client\/index\.ts$/],
    because: 'matchers ask a sandbox anywhere, and need none',
  },
  {
    from: /^bin\/(?!dev\/)/,
    mayImport: [/^bin\//, /^(index|package-root|settings)\.ts$/, /^(client|suite)\/index\.ts$/],
    because: 'the CLI only puts flags into options',
  },
];

/** Where time, chance, the environment and timers may be read: everywhere else they come in as arguments. */
const SHELL = /^(mock\/http\/|bin\/|client\/|suite\/|testcontainers\/|index\.ts$|vitest\.|mock\/contract\/load\.ts$)/;

const AMBIENT =
  /\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)|\bprocess\.env\b|\bsetTimeout\(|\bsetInterval\(|\brandomUUID\b/;

const IO = /^(node:(fs|http|https|net|child_process|dns|tls|worker_threads)|express|pino)(\/|$)/;

const sources = globSync(['*.ts', '{bin,client,mock,revdesk,scenarios,suite,testcontainers,vitest}/**/*.ts']);

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, specifier]) => specifier ?? '');

const ownImportsOf = (file: string): readonly string[] =>
  importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(file), specifier)));

test.for(RULES)('$from imports what it may: $because', ({ from, mayImport }) => {
  const strangers = sources
    .filter((file) => from.test(file))
    .flatMap((file) => ownImportsOf(file).map((imported) => ({ file, imported })))
    .filter(({ imported }) => !mayImport.some((allowed) => allowed.test(imported)));

  expect(strangers).toEqual([]);
});

test('the core reads no clock, chance, environment or timer', () => {
  const readers = sources.filter((file) => !SHELL.test(file) && AMBIENT.test(readFileSync(file, 'utf8')));

  expect(readers).toEqual([]);
});

test('only the shell does I/O', () => {
  const doers = sources
    .filter((file) => !SHELL.test(file) && file !== 'package-root.ts')
    .filter((file) => importsOf(file).some((specifier) => IO.test(specifier)));

  expect(doers).toEqual([]);
});

test('only mock/http imports express in the engine', () => {
  const importers = sources.filter((file) => file.startsWith('mock/') && importsOf(file).includes('express'));

  expect(importers.every((file) => file.startsWith('mock/http/'))).toBe(true);
});
