import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

// Vitest takes its configuration as a default export.
export default defineConfig({
  // The examples in the module's documentation import it by its name: here that is the source.
  resolve: { alias: [{ find: /^revdesk-sandbox\/testcontainers$/, replacement: source('./testcontainers/index.ts') }] },
  test: {
    include: ['test/container/**/*.test.ts'],
    globalSetup: ['test/container/support/build-image.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file keeps a few processes of its own busy.
    maxWorkers: 2,
    // CI adds the number of tests to its closing line.
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: '.ci/container-results.json' }]] : ['default'],
  },
});
