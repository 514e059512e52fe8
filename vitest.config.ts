import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run on sources: no build comes first. Vitest hands these conditions on to Node, where `import`
  // among them would make a CommonJS package require its dependencies' ES modules.
  ssr: { resolve: { conditions: ['picard-source', 'node'] } },
  resolve: { conditions: ['picard-source', 'node'] },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'examples/*/src/**/*.test.ts',
      'bench/src/**/*.test.ts',
      'tests/**/*.test.ts',
    ],
    // The journeys mostly wait for processes to start: two files at a time, on two cores too.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
