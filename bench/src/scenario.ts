import type { UserId } from '@picard-mcp/core';

/** One call of Picard in the names of the wire, which for these inputs are the library's too. */
export type Call = { readonly ownerId: UserId } & (
  | { readonly tool: 'submit_memory'; readonly input: { readonly text: string } }
  | {
      readonly tool: 'batch_submit_memories';
      readonly input: { readonly memories: readonly { readonly text: string }[] };
    }
  | { readonly tool: 'get_memories'; readonly input: { readonly limit: number } }
  | { readonly tool: 'query_memory'; readonly input: SearchInput }
);

interface SearchInput {
  readonly query: string;
  readonly limit: number;
  readonly scope: 'own' | 'public';
}

export type ScenarioName =
  | 'search-small'
  | 'search-large'
  | 'search-public'
  | 'list'
  | 'submit'
  | 'batch';

/** One kind of call that every contestant makes. */
export interface Scenario {
  readonly name: ScenarioName;
  readonly title: string;
  /** Made in turn, over and over. */
  readonly calls: readonly Call[];
  /** Memories that each call answers. */
  readonly answers: number;
  /** Memories that each call writes. */
  readonly writes: number;
  /** Calls under way at once where throughput is measured. */
  readonly concurrency: number;
}
