import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { findCycles } from './support/find-cycles.ts';

/** Which folders may import which. Read: files that match `from` import, of ours, only what matches one of `mayImport`. */
const RULES: readonly { readonly from: RegExp; readonly mayImport: readonly RegExp[]; readonly because: string }[] = [
  { from: /^mock\//, mayImport: [/^mock\//], because: 'the engine knows no scenario and no API' },
  {
    from: /^scenarios\/(?!index\.ts)/,
    mayImport: [
      /^mock\/(budget|caller|control-endpoint|exchange|json|refusal|reply|request|scenario)\.ts$/,
      /^mock\/(observe\/request-subject|settings\/glob)\.ts$/,
      /^mock\/state\/(decision|instant|records)\.ts$/,
      /^mock\/contract\/bodies\/(body-value|reply-problem)\.ts$/,
      /^mock\/contract\/(document\/pointer|operations\/operation|schemas\/(untrusted-schema|violation))\.ts$/,
      // Parts: overrides of faults, the controls of rules; and a stubbed outcome is the same for both.
      /^scenarios\/(overrides|stub|rule|rule-controls)\.ts$/,
    ],
    because: "a scenario knows the engine's vocabulary, and no sibling",
  },
  {
    from: /^revdesk\//,
    mayImport: [/^revdesk\//, /^mock\/index\.ts$/],
    because: 'a pack imports the engine through mock/index.ts',
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
    because: 'the suite tests servers anywhere, and reads contracts as the engine does',
  },
  {
    from: /^vitest\//,
    mayImport: [/^vitest\//, /^client\/index\.ts$/],
    because: 'matchers query a sandbox anywhere, and need none',
  },
  {
    from: /^server\//,
    mayImport: [/^server\//, /^(mock|revdesk|scenarios)\/index\.ts$/, /^package-root\.ts$/],
    because: 'the server puts engine, scenarios and pack together',
  },
  {
    from: /^bin\/(?!dev\/)/,
    mayImport: [/^bin\//, /^(index|package-root)\.ts$/, /^server\/settings\.ts$/, /^(client|mock|suite)\/index\.ts$/],
    because: 'the CLI only turns flags into options',
  },
];

/** The engine from top to bottom: a file imports from its own layer and from those below it, never from above. */
const LAYERS: readonly string[] = [
  'mock/index.ts',
  'mock/http/*.ts',
  'mock/http/out',
  'mock/http/in',
  'mock/control',
  'mock/sandbox.ts',
  'mock/stages',
  'mock/request-path',
  'mock/upstream',
  'mock/packs',
  'mock/contract/index.ts',
  'mock/resources/serve',
  'mock/resources/*.ts',
  'mock/resources/infer',
  'mock/resources/patch',
  'mock/generate',
  'mock/settings',
  'mock/world',
  'mock/observe',
  'mock/scenario.ts',
  'mock/api-pack.ts',
  'mock/outbox',
  'mock/control-endpoint.ts',
  'mock/pipeline.ts',
  'mock/refusal.ts',
  'mock/budget.ts',
  'mock/exchange.ts',
  'mock/caller.ts',
  'mock/state',
  'mock/contract/*.ts',
  'mock/contract/read',
  'mock/contract/security',
  'mock/contract/bodies',
  'mock/contract/parameters',
  'mock/contract/operations',
  'mock/contract/schemas',
  'mock/contract/document',
  'mock/reply.ts',
  'mock/request.ts',
  'mock/json.ts',
];

/** Where time, chance, the environment and timers may be read: everywhere else they come in as arguments. */
const SHELL =
  /^(mock\/http\/|bin\/|client\/|suite\/|testcontainers\/|index\.ts$|vitest\.|mock\/contract\/document\/load\.ts$)/;

const AMBIENT =
  /\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)|\bprocess\.env\b|\bsetTimeout\(|\bsetInterval\(|\brandomUUID\b/;

const IO = /^(node:(fs|http|https|net|child_process|dns|tls|worker_threads)|express|pino)(\/|$)/;

/** Where the tools look for their files. Test folders mirror the tree, so that they may be as wide as it. */
const FREE_FOLDERS = /^(\.|test(\/.*)?)$/;
const MAX_FILES = 14;

const sources = globSync([
  '*.ts',
  '{bin,client,mock,revdesk,scenarios,server,suite,testcontainers,vitest}/**/*.ts',
]).toSorted();

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, specifier]) => specifier ?? '');

const ownImportsOf = (file: string): readonly string[] =>
  importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(file), specifier)));

/** A layer is a file, a folder with all below it, or the files of a folder alone (`mock/http/*.ts`). The most exact one counts. */
const layerOf = (file: string): number => {
  const candidates = [file, `${dirname(file)}/*.ts`, ...foldersOf(file)];
  return candidates.map((candidate) => LAYERS.indexOf(candidate)).find((index) => index >= 0) ?? -1;
};

const foldersOf = (file: string): readonly string[] => {
  const parts = dirname(file).split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
};

test.for(RULES)('$from imports what it may: $because', ({ from, mayImport }) => {
  const forbidden = sources
    .filter((file) => from.test(file))
    .flatMap((file) => ownImportsOf(file).map((imported) => ({ file, imported })))
    .filter(({ imported }) => !mayImport.some((allowed) => allowed.test(imported)));

  expect(forbidden).toEqual([]);
});

test('each file of the engine is in a layer, and imports only from its own and from lower ones', () => {
  const files = sources.filter((file) => file.startsWith('mock/'));
  const upward = files.flatMap((file) =>
    ownImportsOf(file)
      .filter((imported) => layerOf(imported) < layerOf(file))
      .map((imported) => `${file} → ${imported}`),
  );

  expect(files.filter((file) => layerOf(file) < 0)).toEqual([]);
  expect(upward).toEqual([]);
});

test('no cycle of imports, types included, has more than two files', () => {
  const cycles = findCycles(new Map(sources.map((file) => [file, ownImportsOf(file)])));

  expect(cycles.filter((files) => files.length > 2)).toEqual([]);
});

test('no folder has more files than can be taken in at a glance', () => {
  const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');
  const folders = Map.groupBy(tracked, (file) => dirname(file));

  const wide = [...folders].filter(([folder, files]) => !FREE_FOLDERS.test(folder) && files.length > MAX_FILES);
  expect(wide.map(([folder, files]) => `${folder}: ${files.length}`)).toEqual([]);
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
