/** Lets one piece of work after the other have its way. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** What a transaction is to a database: work that waits in its midst is not interfered with. */
export function turns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
