import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

// Vitest takes its configuration as a default export, the only one in this repository.
export default defineConfig({
  // Programs in the README and in docs import the package by its name: here that is the source.
  resolve: {
    alias: [
      { find: /^revdesk-sandbox\/extend$/, replacement: source('./extend.ts') },
      { find: /^revdesk-sandbox\/client$/, replacement: source('./client/index.ts') },
      { find: /^revdesk-sandbox\/suite$/, replacement: source('./suite/index.ts') },
      { find: /^revdesk-sandbox\/vitest$/, replacement: source('./vitest/index.ts') },
      { find: /^revdesk-sandbox$/, replacement: source('./index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/container/**', 'test/browser/**'],
    testTimeout: 20_000,
    // CI adds the number of tests to its closing line.
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: '.ci/results.json' }]] : ['default'],
    coverage: {
      provider: 'v8',
      include: ['mock/**', 'scenarios/**', 'revdesk/**'],
      exclude: ['**/*.md'],
      thresholds: { 'mock/**': { branches: 95 }, 'scenarios/**': { branches: 95 } },
    },
  },
});
