import { bulk } from './memory-list/bulk.js';
import { card } from './memory-list/card.js';
import { categories } from './memory-list/categories.js';
import { deleted } from './memory-list/deleted.js';
import { list, others } from './memory-list/list.js';
import { remove } from './memory-list/remove.js';
import { tags } from './memory-list/tags.js';
import { timeline } from './memory-list/timeline.js';

/** Lists of memories, and what can be done with many at once. */
export const memoryList = {
  bulk,
  card,
  categories,
  deleted,
  list,
  others,
  remove,
  tags,
  timeline,
};
