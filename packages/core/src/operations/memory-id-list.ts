import { z } from 'zod';
import { limits } from '../limits.js';

/** Ids of a batch. They are checked one by one, so that a bad one becomes its own result. */
export const memoryIdList = z
  .array(z.unknown().meta({ type: 'string', format: 'uuid' }))
  .min(1, 'must not be empty')
  .max(limits.batch, `must have at most ${limits.batch} items`)
  .describe('Ids of the memories.');
