import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run on sources: no build comes first.
  ssr: { resolve: { conditions: ['picard-source', 'module', 'node', 'import', 'default'] } },
  resolve: { conditions: ['picard-source', 'module', 'node', 'import', 'default'] },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'examples/*/src/**/*.test.ts', 'bench/src/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
