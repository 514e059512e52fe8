import { insertedColumns } from '../memories/memory-columns.js';

/**
 * The columns that a memory takes along into the trash and back: all that it was inserted with, and the revision of
 * its text. The others have their defaults again after it comes back.
 */
export const movedColumns: readonly string[] = [
  ...insertedColumns.map(({ name }) => name),
  'text_revision',
];
