import { expect, test } from 'vitest';
import { readCommandLine } from '../../bin/command-line.ts';
import { readExtension } from '../../bin/extension.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const EXTENSION = `export const scenarios: readonly { name: string }[] = [{ name: 'mine' }];\n`;

test('a TypeScript module adds scenarios', async () => {
  const file = await temporaryFile('extension.ts', EXTENSION);

  expect(await readCommandLine(['node', 'revdesk-sandbox', '--extend', file], {})).toMatchObject({
    extend: { scenarios: [{ name: 'mine' }] },
  });
});

test.for([
  ['export const nothing = 1;', 'exports neither a pack nor scenarios'],
  ['export const scenarios = ;', 'cannot be loaded'],
])('an invalid module prevents the start: %s', async ([text, problem]) => {
  const file = await temporaryFile('extension.mjs', `${text}\n`);

  await expect(readExtension(file)).rejects.toThrow(problem);
});

test('a missing module prevents the start', async () => {
  await expect(readExtension('nowhere.ts')).rejects.toThrow('nowhere.ts');
});
