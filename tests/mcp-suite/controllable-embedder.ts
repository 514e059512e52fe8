import { once } from 'node:events';
import type { Embedder } from '@picard-mcp/core/ports';

/** An embedder that answers when it is told to, so that a call lasts as long as a test needs it to. */
export interface ControllableEmbedder extends Embedder {
  /** Resolves with the signal of the next question, once that has been asked. */
  asked(): Promise<AbortSignal>;
  /** Answers all questions, those that come later too. */
  answer(): void;
}

export function controllableEmbedder(): ControllableEmbedder {
  const vector = new Float32Array(4).fill(0.5);
  const answering = new AbortController();
  const questions = new EventTarget();
  return {
    model: 'controllable',
    dimensions: vector.length,
    async embed(texts, { signal = new AbortController().signal }) {
      questions.dispatchEvent(new CustomEvent('asked', { detail: signal }));
      const either = AbortSignal.any([signal, answering.signal]);
      if (!either.aborted) await once(either, 'abort');
      signal.throwIfAborted();
      return texts.map(() => vector);
    },
    async asked() {
      const [event] = await once(questions, 'asked');
      return (event as CustomEvent<AbortSignal>).detail;
    },
    answer: () => answering.abort(),
  };
}
