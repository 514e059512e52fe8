const maxAtOnce = 2;

/** Keeps one visitor from filling the memory of this process with files. */
export interface ImportSlots {
  /** Answers how to give the slot back, or nothing when the visitor has all that they may. */
  take(userId: string): (() => void) | undefined;
}

export function importSlots(): ImportSlots {
  const taken = new Map<string, number>();
  return {
    take(userId) {
      const count = taken.get(userId) ?? 0;
      if (count >= maxAtOnce) return undefined;
      taken.set(userId, count + 1);
      let isGiven = false;
      return () => {
        if (isGiven) return;
        isGiven = true;
        const left = (taken.get(userId) ?? 1) - 1;
        if (left === 0) taken.delete(userId);
        else taken.set(userId, left);
      };
    },
  };
}
