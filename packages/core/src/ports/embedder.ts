export interface EmbedOptions {
  /** A text to be found later, or a question that looks for texts: some models treat them differently. */
  readonly purpose: 'document' | 'query';
  readonly signal?: AbortSignal | undefined;
}

/** Turns texts into vectors whose cosine similarity says how near they are in meaning. */
export interface Embedder {
  /** Name stored with each vector. Vectors of different models are never compared. */
  readonly model: string;
  /** Length of every vector; at most 1536. */
  readonly dimensions: number;
  /**
   * One vector per text, in order. Takes any number of texts and splits them as its service needs.
   * @throws PicardError `unavailable` when the service cannot answer now. A caller may try again.
   */
  embed(texts: readonly string[], options: EmbedOptions): Promise<readonly Float32Array[]>;
}
