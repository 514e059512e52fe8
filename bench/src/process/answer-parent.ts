import type { Actions, Reply, Task } from './task.js';

/** Lets the parent process ask for `actions`. The process ends when the parent goes, after `release`. */
export function answerParent(actions: Actions, release: () => Promise<void>): void {
  process.on('message', async (task: Task) => {
    process.send?.(await carryOut(actions, task));
  });
  process.once('disconnect', async () => {
    await release().catch(reportError);
    process.exit();
  });
}

async function carryOut(actions: Actions, { id, name, input }: Task): Promise<Reply> {
  try {
    const action = actions[name];
    if (!action) throw new Error(`no action ${name}`);
    return { id, value: await action(input as never) };
  } catch (error) {
    return { id, error: describe(error) };
  }
}

/** The whole story: this is a developer's tool, and errors are not shown to anybody else. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

function reportError(error: unknown): void {
  console.error(describe(error));
}
