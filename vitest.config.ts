import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'guard/test/**/*.test.ts'],
    environment: 'node',
    // Processes rather than threads: tests send signals, spawn programs and load native code.
    pool: 'forks',
    // Real programs (browsers, databases, the server itself) run beside the workers.
    maxWorkers: 2,
    globalSetup: ['test/setup/postgres.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What a passing test prints helps nobody.
    silent: 'passed-only',
    restoreMocks: true,
    unstubEnvs: true,
    expect: { requireAssertions: true },
  },
});
