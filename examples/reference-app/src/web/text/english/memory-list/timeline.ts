import { memories } from './counting.js';

export const timeline = {
  title: 'Timeline',
  lead: 'Your memories by date. Select a bar to see its memories.',
  by: 'By',
  week: 'week',
  month: 'month',
  year: 'year',
  count: memories,
  weekOf: (day: string) => `Week of ${day}`,
  table: 'As a table',
  tableCaption: 'Memories by date',
  period: 'Period',
  memories: 'Memories',
  bar: (period: string, count: number) => `${period}: ${memories(count)}`,
  bounded: (count: number, day: string) =>
    `Showing the newest ${memories(count)}, back to ${day}. Older memories are not counted.`,
  boundedBars: (count: number) =>
    `The chart shows the last ${count} periods. The table shows all of them.`,
  zone: (zone: string) => `Dates are in your time zone, ${zone}.`,
  empty: 'Nothing to show yet',
  emptyText: 'Your memories appear here by date.',
  write: 'Write a memory',
};
