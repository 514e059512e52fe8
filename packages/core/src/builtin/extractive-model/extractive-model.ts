import { setImmediate as nextTurn } from 'node:timers/promises';
import { PicardError } from '../../errors.js';
import type {
  GenerateOptions,
  LanguageModel,
  ModelAnswer,
  ModelRequest,
  PromptMemory,
} from '../../ports/language-model.js';
import { quotation } from './quotation.js';
import { isRelevant, overlap, type Topic, topicOf } from './relevance.js';
import { countTokens, firstTokens } from './tokens.js';

export interface ExtractiveModelOptions {
  /** Maximum number of memories that an answer quotes. Default 5. */
  readonly maxQuotes?: number;
}

const name = 'picard-extractive-1';
const intro = 'No language model is connected. What the memories say themselves:';
const nothing =
  'No language model is connected, and none of the memories that may be used fits the question.';

/**
 * A language model that needs no service and no model file, and that writes nothing of its own: an answer is made
 * of the memories that share the most significant words with the question, each quoted and cited. A question that
 * asks for anything at all gets the first memories of the prompt. Where none fits, the answer says
 * so. It reads the memories of the request and not its system prompt, so that there is nothing in it that an
 * instruction could reach.
 *
 * Deterministic: the same request has the same answer on every machine.
 */
export function extractiveModel({ maxQuotes = 5 }: ExtractiveModelOptions = {}): LanguageModel {
  return {
    model: name,
    // It holds no text but the request's own: there is no end to what it can read.
    contextTokens: 10_000_000,
    countTokens,
    generate: (request, options) => answer(request, maxQuotes, options),
  };
}

async function answer(
  request: ModelRequest,
  maxQuotes: number,
  { signal, onText }: GenerateOptions = {},
): Promise<ModelAnswer> {
  if (request.model !== undefined && request.model !== name) {
    throw new PicardError('invalid_input', 'parameters.model: there is no such model', {
      details: { field: 'parameters.model' },
    });
  }
  const topic = topicOf(request.prompt);
  const best = (await relevant(request.memories, topic, signal)).slice(0, maxQuotes);
  const pieces =
    best.length === 0 ? [nothing] : [intro, ...best.map((memory) => quote(memory, topic))];
  let text = '';
  let left = request.maxTokens;
  let finishReason: ModelAnswer['finishReason'] = 'stop';
  const used: string[] = [];
  for (const [index, whole] of pieces.entries()) {
    const piece = fitted(whole, left);
    if (piece !== whole) finishReason = 'length';
    if (piece === '') break;
    left -= countTokens(piece);
    text += piece;
    onText?.(piece);
    const label = best[index - 1]?.label;
    if (label !== undefined) used.push(label);
    if (finishReason === 'length') break;
  }
  const inputTokens = countTokens(request.prompt) + countTokens(request.system);
  return {
    text,
    model: name,
    usage: { inputTokens, outputTokens: countTokens(text) },
    finishReason,
    used,
  };
}

/** Those that fit the topic, best first; of equal ones, the first of the prompt. All, where there is no topic. */
async function relevant(
  memories: readonly PromptMemory[],
  topic: Topic,
  signal: AbortSignal | undefined,
): Promise<readonly PromptMemory[]> {
  if (topic.size === 0) return memories;
  const weighed: { readonly memory: PromptMemory; readonly weight: number }[] = [];
  for (const memory of memories) {
    if (signal?.aborted) throw new PicardError('cancelled', 'The answer was cancelled.');
    weighed.push({ memory, weight: overlap(topic, memory.text) });
    if (weighed.length % 20 === 0) await nextTurn();
  }
  return weighed
    .filter(({ weight }) => isRelevant(weight, topic))
    .sort((left, right) => right.weight - left.weight)
    .map(({ memory }) => memory);
}

function quote(memory: PromptMemory, topic: Topic): string {
  return `\n- ${quotation(memory.text, topic)} [${memory.label}]`;
}

/** A quotation that does not fit is left out, because without its end it has no citation; other text is cut. */
function fitted(piece: string, max: number): string {
  if (countTokens(piece) <= max) return piece;
  return piece.startsWith('\n') ? '' : firstTokens(piece, max);
}
