import { createHash } from 'node:crypto';
import type { ConnectedVisit } from '../http/visit.js';
import type { MemoryService } from '../memory-service/memory-service.js';
import type { Memory } from '../memory-service/tools.js';
import type { Text } from '../text/text.js';

const dayMs = 86_400_000;

/** What marks a memory as a sample, besides its tag, which people may use for their own. */
const mark = { sample: true };

export interface Adding {
  readonly added: number;
  readonly refused: number;
}

/**
 * Adds the sample memories. Their ids follow from the user: asked twice, as by a double click, the server leaves those
 * alone that it has.
 */
export async function addSamples(visit: ConnectedVisit): Promise<Adding> {
  const { memory, now, text, user } = visit;
  const { samples, sampleTag } = text.welcome;
  const memories = samples.map((sample, index) => ({
    id: sampleId(user.id, index),
    text: sample.text,
    permission: 'private' as const,
    tags: [...sample.tags, sampleTag],
    category: sample.category,
    metadata: mark,
    ...(sample.expiresInDays !== undefined && {
      expiration_date: new Date(now.getTime() + sample.expiresInDays * dayMs).toISOString(),
    }),
  }));
  const { results } = await memory.call('batch_submit_memories', { memories });
  // A conflict is a sample that is there and was changed since.
  const refused = results.filter(({ error }) => error && error.code !== 'conflict');
  return { added: results.filter(({ created }) => created).length, refused: refused.length };
}

/** Whether there are any. */
export async function hasSamples(memory: MemoryService, words: Text['welcome']): Promise<boolean> {
  return (await samplesOf(memory, words, false)).length > 0;
}

/** All of them, expired ones too. */
export async function findSamples(
  memory: MemoryService,
  words: Text['welcome'],
): Promise<readonly Memory[]> {
  const [present, expired] = await Promise.all([
    samplesOf(memory, words, false),
    samplesOf(memory, words, true),
  ]);
  return [...present, ...expired];
}

/** Whether somebody wrote something else into a sample, so that it is a memory of theirs. */
export function isChanged({ text }: Memory, words: Text['welcome']): boolean {
  return !words.samples.some((sample) => sample.text === text);
}

async function samplesOf(memory: MemoryService, { sampleTag }: Text['welcome'], expired: boolean) {
  const { memories } = await memory.call('get_memories', {
    tags: [sampleTag],
    expired,
    sort: 'created_at',
    order: 'asc',
    limit: 200,
  });
  return memories.filter(({ metadata }) => metadata?.sample === mark.sample);
}

/** A UUID that looks like one of version 4, the same for the same user and place. */
function sampleId(userId: string, index: number): string {
  const bytes = createHash('sha256').update(`sample ${index} of ${userId}`).digest();
  const hex = bytes.toString('hex');
  const variant = '89ab'[(bytes[8] ?? 0) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
