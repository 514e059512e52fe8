export interface EmbedOptions {
  /** `document`: a text to be found later. `query`: a question to find texts with. Some models embed them differently. */
  readonly purpose: 'document' | 'query';
  readonly signal?: AbortSignal | undefined;
}

/** Converts texts to vectors whose cosine similarity measures how close the texts are in meaning. */
export interface Embedder {
  /** Name stored with each vector. Vectors of different models are never compared. */
  readonly model: string;
  /** Length of every vector; at most 1536. */
  readonly dimensions: number;
  /**
   * Returns one vector per text, in order. Accepts any number of texts and splits them into batches as its service requires.
   * @throws PicardError `unavailable` if the service cannot respond now. The call can be retried.
   */
  embed(texts: readonly string[], options: EmbedOptions): Promise<readonly Float32Array[]>;
}
