/** Whether a row was last updated at the time that the caller expects. Without an expected time, any will do. */
export function isExpected(expectedUpdatedAt: Date | undefined, updatedAt: Date): boolean {
  return expectedUpdatedAt === undefined || expectedUpdatedAt.getTime() === updatedAt.getTime();
}
