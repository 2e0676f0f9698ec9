import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../server/compose.ts';

const PAGES = ['docs/any-contract.md', 'docs/reference/settings.md'];

const blocks = PAGES.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = ''], index) => ({
    name: `${page}, block ${index + 1}`,
    text,
  })),
);

test.for(blocks)('the settings of $name are valid', ({ text }) => {
  expect(() => readSettings(parse(text) as object, 'docs')).not.toThrow();
});

test('the docs have blocks of settings', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(4);
});
