/** How far back counts go unless something else is asked for. */
export const countedDays = 30;

export function daysBefore(time: Date, days: number): Date {
  return new Date(time.getTime() - days * 24 * 3600_000);
}
