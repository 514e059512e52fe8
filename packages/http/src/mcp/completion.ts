import { type CompleteResult, ProtocolError } from '@modelcontextprotocol/server';
import { type BoundPicard, limits } from '@picard-mcp/core';
import { permissions } from '@picard-mcp/core/ports';
import { invalidParams } from './json-rpc-error.js';
import { promptCandidates } from './prompts.js';
import { collectionTemplate, memoryTemplate } from './resource-uri.js';

/** As many values as the protocol allows in one answer. */
const maxValues = 100;
/** Ids are sought among this many of the caller's newest memories: completion is for picking, not for searching. */
const newestMemories = 1_000;

/** An argument of a prompt or of a resource template, as far as it has been typed. */
export interface Completion {
  readonly ref: {
    readonly type: string;
    readonly uri?: string | undefined;
    readonly name?: string | undefined;
  };
  readonly argument: { readonly name: string; readonly value: string };
}

interface Candidates {
  readonly values: readonly string[];
  /** Whether there may be more candidates. */
  readonly hasMore?: boolean;
}

type Complete = (picard: BoundPicard, typed: string) => Promise<Candidates> | Candidates;

const templates = new Map<string, ReadonlyMap<string, Complete>>([
  [memoryTemplate, new Map([['memory_id', ownMemoryIds]])],
  [
    collectionTemplate,
    new Map<string, Complete>([
      ['user_id', ({ principal }) => ({ values: [principal.userId] })],
      ['permission', () => ({ values: permissions })],
      [
        'tag',
        async ({ memories }) => ({ values: (await memories.listTags()).map(({ tag }) => tag) }),
      ],
      ['limit', () => ({ values: [] })],
      ['cursor', () => ({ values: [] })],
    ]),
  ],
]);

/**
 * Completes only with what is the caller's own: memory ids, tags, and the caller's user id.
 * @throws ProtocolError invalid params, for a prompt, template or argument that does not exist.
 */
export async function complete(
  picard: BoundPicard,
  { ref, argument }: Completion,
): Promise<CompleteResult> {
  const { values, hasMore = false } =
    ref.type === 'ref/prompt'
      ? { values: await promptCandidates(picard, ref.name ?? '', argument.name) }
      : await templateCandidates(picard, { ref, argument });
  const fitting = startingWith(argument.value, values);
  return {
    completion: {
      values: fitting.slice(0, maxValues),
      hasMore: hasMore || fitting.length > maxValues,
    },
  };
}

async function templateCandidates(
  picard: BoundPicard,
  { ref, argument }: Completion,
): Promise<Candidates> {
  const template = ref.type === 'ref/resource' && ref.uri ? templates.get(ref.uri) : undefined;
  if (!template) throw new ProtocolError(invalidParams, 'Invalid params: unknown reference');
  const candidates = template.get(argument.name);
  if (!candidates) throw new ProtocolError(invalidParams, 'Invalid params: unknown argument');
  return candidates(picard, argument.value);
}

function startingWith(typed: string, values: readonly string[]): string[] {
  const start = typed.toLowerCase();
  return values.filter((value) => value.toLowerCase().startsWith(start));
}

async function ownMemoryIds(
  { principal, memories }: BoundPicard,
  typed: string,
): Promise<Candidates> {
  const values: string[] = [];
  let cursor: string | undefined;
  for (let seen = 0; seen < newestMemories && values.length < maxValues; seen += limits.page) {
    const page = await memories.list({
      userId: principal.userId,
      limit: limits.page,
      ...(cursor !== undefined && { cursor }),
    });
    values.push(
      ...startingWith(
        typed,
        page.memories.map(({ id }) => id),
      ),
    );
    cursor = page.nextCursor;
    if (cursor === undefined) break;
  }
  return { values, hasMore: cursor !== undefined };
}
