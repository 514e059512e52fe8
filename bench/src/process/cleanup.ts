/** Steps that undo what was set up, the last one first. */
export interface Cleanup {
  add(step: () => Promise<unknown>): void;
  /** Runs every step, also after one that failed, and then fails with the first error. */
  run(): Promise<void>;
}

export function createCleanup(): Cleanup {
  const steps: (() => Promise<unknown>)[] = [];
  return {
    add: (step) => void steps.push(step),
    async run() {
      const errors: unknown[] = [];
      for (let step = steps.pop(); step; step = steps.pop()) {
        await step().catch((error: unknown) => errors.push(error));
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}

/** Does `work` and then undoes what it set up, also when it fails or is interrupted from the keyboard. */
export async function withCleanup<Value>(
  work: (cleanup: Cleanup) => Promise<Value>,
): Promise<Value> {
  const cleanup = createCleanup();
  const interrupted = () => void cleanup.run().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  try {
    return await work(cleanup);
  } finally {
    process.off('SIGINT', interrupted);
    await cleanup.run();
  }
}
