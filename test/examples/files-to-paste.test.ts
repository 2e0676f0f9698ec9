import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { readCommandLine } from '../../bin/command-line.ts';
import { runCli } from '../support/start-cli.ts';

const files = globSync('examples/*.y*ml');

const textOf = (file: string): string => readFileSync(file, 'utf8');

test('there are three example files', () => {
  expect(files.toSorted()).toEqual(['examples/compose.yaml', 'examples/github-actions.yml', 'examples/gitlab-ci.yml']);
});

test.for(files)('%s is valid YAML', (file) => {
  const { errors, warnings } = parseDocument(textOf(file), { strict: true, uniqueKeys: true });

  expect([...errors, ...warnings]).toEqual([]);
});

test.for(files)('%s uses variables that the sandbox knows', async (file) => {
  const names = [...textOf(file).matchAll(/^ +REVDESK_SANDBOX_(\w+):/gm)].map(([, name = '']) => name);
  // The key is for "verify", which takes it from this variable only.
  const used = [...new Set(names)].filter((name) => name !== 'KEY');

  const settings = await readCommandLine(
    ['node', 'revdesk-sandbox'],
    Object.fromEntries(used.map((name) => [`REVDESK_SANDBOX_${name}`, 'x'])),
  );

  expect(used).toContain('CONTROL_TOKEN');
  expect(settings).toMatchObject({ seed: 'x', controlToken: 'x' });
  expect(Object.keys(settings)).toHaveLength(used.length + 1);
});

const COMMANDS = /npx revdesk-sandbox (coverage|verify) ([^\n#]*)/g;

const commandsIn = globSync(['examples/*.y*ml', 'docs/*.md', 'README.md']).flatMap((file) =>
  [...textOf(file).matchAll(COMMANDS)].map(([, command = '', args = '']) => ({ file, command, args })),
);

test.for(commandsIn)('$file: the flags of $command $args exist', async ({ command, args }) => {
  const { stdout } = await runCli([command, '--help']);

  const known: readonly string[] = stdout.match(/--[a-z-]+/g) ?? [];
  expect(args.match(/--[a-z-]+/g)?.filter((flag) => !known.includes(flag))).toEqual([]);
});

test('the compose file grants only the privileges that the image needs', () => {
  const { services } = parse(textOf('examples/compose.yaml')) as {
    readonly services: Record<string, Record<string, unknown>>;
  };

  expect(services['sandbox']).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  });
});
