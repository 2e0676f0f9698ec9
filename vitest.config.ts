import { defineConfig } from 'vitest/config';

// Vitest takes its configuration as a default export, the only one in this repository.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/container/**', 'test/browser/**'],
    testTimeout: 20_000,
    coverage: {
      provider: 'v8',
      include: ['mock/**', 'scenarios/**', 'revdesk/**'],
      thresholds: { 'mock/**': { branches: 95 }, 'scenarios/**': { branches: 95 } },
    },
  },
});
