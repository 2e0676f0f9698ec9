import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { readCommandLine } from '../../bin/command-line.ts';
import { runCli } from '../support/start-cli.ts';

const files = globSync('examples/*.y*ml');

const textOf = (file: string): string => readFileSync(file, 'utf8');

test('there are three files to paste', () => {
  expect(files.toSorted()).toEqual(['examples/compose.yaml', 'examples/github-actions.yml', 'examples/gitlab-ci.yml']);
});

test.for(files)('%s is YAML without a fault', (file) => {
  const { errors, warnings } = parseDocument(textOf(file), { strict: true, uniqueKeys: true });

  expect([...errors, ...warnings]).toEqual([]);
});

test.for(files)('%s uses variables that the sandbox knows', async (file) => {
  const names = [...textOf(file).matchAll(/^ +REVDESK_SANDBOX_(\w+):/gm)].map(([, name = '']) => name);
  // The key is for "verify", which is given it by this name alone.
  const used = [...new Set(names)].filter((name) => name !== 'KEY');

  const understood = await readCommandLine(
    ['node', 'revdesk-sandbox'],
    Object.fromEntries(used.map((name) => [`REVDESK_SANDBOX_${name}`, 'x'])),
  );

  expect(used).toContain('CONTROL_TOKEN');
  expect(understood).toMatchObject({ seed: 'x', controlToken: 'x' });
  expect(Object.keys(understood)).toHaveLength(used.length + 1);
});

const COMMANDS = /npx revdesk-sandbox (coverage|verify) ([^\n#]*)/g;

const commandsIn = globSync(['examples/*.y*ml', 'docs/*.md', 'README.md']).flatMap((file) =>
  [...textOf(file).matchAll(COMMANDS)].map(([, command = '', args = '']) => ({ file, command, args })),
);

test.for(commandsIn)('$file: $command $args has flags that there are', async ({ command, args }) => {
  const { stdout } = await runCli([command, '--help']);

  const known: readonly string[] = stdout.match(/--[a-z-]+/g) ?? [];
  expect(args.match(/--[a-z-]+/g)?.filter((flag) => !known.includes(flag))).toEqual([]);
});

test('the compose file asks for no more rights than the image needs', () => {
  const { services } = parse(textOf('examples/compose.yaml')) as {
    readonly services: Record<string, Record<string, unknown>>;
  };

  expect(services['sandbox']).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  });
});
