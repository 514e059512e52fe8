/** A memory in a prompt. Its text is data written by a user, never instructions. */
export interface PromptMemory {
  /** The label by which the answer cites it: `m1`, `m2`, … Unique within the prompt. */
  readonly label: string;
  readonly text: string;
  readonly createdAt: Date;
}

/** A request to a language model. */
export interface ModelRequest {
  /** The whole system prompt: rules, the persona's instructions, the memories as delimited data. */
  readonly system: string;
  /** The question as the caller wrote it. */
  readonly prompt: string;
  /** The memories contained in `system`, best match first, for models that process them directly. */
  readonly memories: readonly PromptMemory[];
  /** A model of the same service. Absent: the configured model. */
  readonly model: string | undefined;
  /** 0 to 2. */
  readonly temperature: number | undefined;
  /** Maximum number of tokens in the answer. */
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
  /** Labels of the memories that the answer is based on. Absent: those that the answer cites. */
  readonly used?: readonly string[];
}

export interface GenerateOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with each piece of the answer as it is generated. The pieces concatenated are the answer's text. */
  readonly onText?: ((piece: string) => void) | undefined;
}

/** Generates answers. It has no tools and no state: each request is independent. */
export interface LanguageModel {
  /** Name of the model that answers unless a request names another. */
  readonly model: string;
  /** The maximum number of tokens of a prompt and its answer together. */
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
