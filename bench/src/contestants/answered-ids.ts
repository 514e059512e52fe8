interface Output {
  readonly id?: string;
  readonly memories?: readonly { readonly id: string }[];
  readonly results?: readonly { readonly memory?: { readonly id: string } }[];
}

/** The ids of the memories that an operation answered on a wire, whichever of the benchmark's it was. */
export function answeredIds(output: unknown): readonly string[] {
  const { id, memories, results } = output as Output;
  if (memories) return memories.map((memory) => memory.id);
  if (results) return results.flatMap(({ memory }) => (memory ? [memory.id] : []));
  return id === undefined ? [] : [id];
}
