import { memories } from './counting.js';

export const timeline = {
  title: 'Timeline',
  lead: 'When your memories were written. Choose a bar to read them.',
  by: 'By',
  week: 'week',
  month: 'month',
  year: 'year',
  count: memories,
  weekOf: (day: string) => `Week of ${day}`,
  table: 'As a table',
  tableCaption: 'Memories by the time at which they were written',
  period: 'Time',
  memories: 'Memories',
  bar: (period: string, count: number) => `${period}: ${memories(count)}`,
  bounded: (count: number, day: string) =>
    `This shows the newest ${memories(count)}, back to ${day}. Older ones are not counted.`,
  boundedBars: (count: number) => `The picture shows the last ${count}; the table has all.`,
  zone: (zone: string) => `Days are those of your time zone, ${zone}.`,
  empty: 'Nothing to show yet',
  emptyText: 'As soon as you have memories, you see here when you wrote them.',
  write: 'Write a memory',
};
