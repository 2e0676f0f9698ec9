import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';

const FOLDER = join(import.meta.dirname, '.examples');

const IMPORT = "import { RevDeskSandboxContainer } from 'revdesk-sandbox/testcontainers';";

/** The programs in the docs page. They have their own imports. */
const programs = [...readFileSync('docs/container.md', 'utf8').matchAll(/^```ts\n(.*?)^```/gms)].map(
  ([, program = '']) => ({
    item: 'docs/container.md',
    program,
  }),
);

/** The text of a comment from `@example` to its end. */
const examples = globSync('testcontainers/*.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/ \* @example\n(.*?)\n +\*\/\n([^\n]*)/gs)].map(
    ([, text = '', item = '']) => ({
      item: item.trim(),
      program: `${IMPORT}\n${text.replaceAll(/^ *\* ?/gm, '')}`,
    }),
  ),
);

afterEach(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  vi.restoreAllMocks();
});

test('each public item has an example', () => {
  expect(examples.length).toBeGreaterThanOrEqual(8);
});

test.for([...programs, ...examples].map((example, index) => ({ ...example, name: `example-${index + 1}.ts` })))(
  'the example of $item runs, and its assertions hold',
  async ({ program, name }) => {
    const asserted = vi.spyOn(console, 'assert').mockReturnValue();
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, name), `${program}\nexport {};\n`);

    await import(join(FOLDER, name));

    expect(asserted.mock.calls.filter(([isTrue]) => isTrue !== true)).toEqual([]);
  },
);
