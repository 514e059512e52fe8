import type { Output } from '../memory-service/tools.js';

/** One thing that was done, as the memory server tells it. */
export type ActivityEntry = Output<'get_activity'>['entries'][number];
