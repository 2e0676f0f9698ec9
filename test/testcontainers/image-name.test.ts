import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REVDESK_SANDBOX_IMAGE } from '../../testcontainers/index.ts';

test('the module starts the image of its own version', () => {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;

  expect(REVDESK_SANDBOX_IMAGE).toBe(`${name}:${version}`);
});

test.for(globSync(['docs/container.md', 'docs/testcontainers/*.md', 'examples/*.y*ml']))(
  '%s uses the current image name',
  (file) => {
    const images = readFileSync(file, 'utf8').match(/revdesk-sandbox:\d[\w.-]*/g) ?? [];

    expect(images.filter((image) => image !== REVDESK_SANDBOX_IMAGE)).toEqual([]);
  },
);
