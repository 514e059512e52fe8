/** Whether a memory was last updated when its caller believes; a caller who names no time is content with any. */
export function isExpected(expectedUpdatedAt: Date | undefined, updatedAt: Date): boolean {
  return expectedUpdatedAt === undefined || expectedUpdatedAt.getTime() === updatedAt.getTime();
}
