import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    pool: 'forks',
    // Two cores are the machine this is built for; more workers only fight each other.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A busy machine is no failure: what is waited for may take its time.
    expect: { poll: { timeout: 10_000 } },
  },
});
