/** A memory in a prompt: what somebody wrote, never instructions. */
export interface PromptMemory {
  /** How the answer refers to it: `m1`, `m2`, … Unique in its prompt. */
  readonly label: string;
  readonly text: string;
  readonly createdAt: Date;
}

/** What a model is asked. */
export interface ModelRequest {
  /** The whole system prompt: rules, the persona's instructions, the memories as delimited data. */
  readonly system: string;
  /** The question, as its asker wrote it. */
  readonly prompt: string;
  /** The memories that `system` holds, for models that work on them as they are; best first. */
  readonly memories: readonly PromptMemory[];
  /** Another model of the same service; absent: the one that was configured. */
  readonly model: string | undefined;
  /** 0 to 2. */
  readonly temperature: number | undefined;
  /** Most tokens of the answer. */
  readonly maxTokens: number;
}

export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface ModelAnswer {
  readonly text: string;
  /** The model that answered, as its service names it. */
  readonly model: string;
  readonly usage: ModelUsage;
  /** `length`: cut off at `maxTokens`. `refused`: the model declined. */
  readonly finishReason: 'stop' | 'length' | 'refused';
  /** Labels of the memories that the answer rests on. Absent: only its citations tell. */
  readonly used?: readonly string[];
}

export interface GenerateOptions {
  readonly signal?: AbortSignal | undefined;
  /** Hears the answer as it is written, piece by piece; together the pieces are its text. */
  readonly onText?: ((piece: string) => void) | undefined;
}

/** Writes answers. No tools, no memory of its own: each request stands alone. */
export interface LanguageModel {
  /** Name of the model that answers unless a request names another. */
  readonly model: string;
  /** Tokens that a prompt and its answer may have together. */
  readonly contextTokens: number;
  /** Tokens of a text, by the model's own tokenizer or one that counts no fewer. */
  countTokens(text: string): number;
  /**
   * @throws PicardError `unavailable` when the service cannot answer now, `rate_limited` with
   *   `retryAfter`, `invalid_input` naming `parameters.model` for a model that the service does not have,
   *   `cancelled` when `signal` fires.
   */
  generate(request: ModelRequest, options?: GenerateOptions): Promise<ModelAnswer>;
}
