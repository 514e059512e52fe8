/**
 * Does work of the same key one after the other, in the order in which it was asked for, within this process: for what
 * is looked at first and changed then, where the memory server has no way to do both at once.
 */
export function oneAfterAnother(): <Result>(
  key: string,
  work: () => Promise<Result>,
) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    // What became of the one before was told to whoever asked for it.
    const mine = before.then(work, work);
    const settled = mine
      .catch(() => undefined)
      .finally(() => {
        if (last.get(key) === settled) last.delete(key);
      });
    last.set(key, settled);
    return mine;
  };
}
