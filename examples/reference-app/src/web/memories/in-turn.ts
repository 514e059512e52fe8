import { oneAfterAnother } from '../one-after-another.js';

const inTurn = oneAfterAnother();

/**
 * Changes and deletions of one memory by one user, one after the other: the server changes readers whatever they are by
 * then, and deletes whatever text there is, so that two tabs at the same moment would not hear of each other.
 */
export function oneMemoryAtATime<Result>(
  { id }: { readonly id: string },
  memoryId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return inTurn(`${id} ${memoryId}`, work);
}
